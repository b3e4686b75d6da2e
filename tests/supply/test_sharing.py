import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.supply import Equal, Priority, Proportional

RULES = [Proportional(), Equal(), Priority()]


@pytest.mark.parametrize("rule", RULES)
@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 3)), min_size=1, max_size=12),
    st.floats(0, 1),
)
def test_the_stock_is_given_to_the_last_unit_and_nobody_gets_more_than_asked(
    rule, customers, share
):
    asked, rank = (np.array(each) for each in zip(*customers, strict=True))
    stock = int(share * asked.sum())
    if not asked.sum() or stock == asked.sum():
        return
    given_ = rule(asked, stock, rank=rank, balance=np.zeros(len(asked)))
    assert given_.sum() == stock
    assert (given_ >= 0).all()
    assert (given_ <= asked).all()


def shared(rule, asked, stock, rank=None, balance=None):
    n = len(asked)
    return rule(
        np.array(asked),
        stock,
        rank=np.array(rank or [0] * n),
        balance=np.array(balance or [0.0] * n),
    ).tolist()


def test_in_proportion_everybody_is_cut_alike():
    assert shared(Proportional(), [20, 10, 10], 20) == [10, 5, 5]


def test_the_odd_unit_goes_to_who_has_had_less():
    assert shared(Proportional(), [5, 5], 5, balance=[1.0, -1.0]) == [2, 3]
    assert shared(Equal(), [5, 5], 5, balance=[1.0, -1.0]) == [2, 3]


def test_equal_shares_leave_nobody_with_more_than_asked():
    assert shared(Equal(), [2, 10, 10], 12) == [2, 5, 5]


def test_the_better_tier_is_served_first():
    assert shared(Priority(), [5, 10, 6], 12, rank=[1, 0, 1]) == [1, 10, 1]
