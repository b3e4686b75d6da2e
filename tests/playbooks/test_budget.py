import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.playbooks import (
    best_spending,
    equal_spending,
    largest_remainder,
    proportional_spending,
)

POOLS, PACES = (100, 60, 20), (10, 20, 10)


def test_the_published_example():
    found = best_spending(POOLS, PACES, 30)
    assert found.money == pytest.approx([17.5435, 11.0075, 1.4491], abs=5e-5)
    assert found.price == pytest.approx(1.73020, abs=5e-6)
    assert found.gain == pytest.approx(110.7918, abs=5e-5)


def test_the_customary_ways_win_less():
    best = best_spending(POOLS, PACES, 30).gain
    assert proportional_spending(POOLS, PACES, 30).gain < best
    assert equal_spending(POOLS, PACES, 30).gain < best


@given(
    st.lists(st.tuples(st.floats(0, 1e4), st.floats(0.1, 100)), min_size=1, max_size=6),
    st.floats(0, 1e3),
)
def test_all_is_spent_and_no_other_way_of_these_wins_more(segments, budget):
    pools, paces = zip(*segments, strict=True)
    best = best_spending(pools, paces, budget)
    if max(pools) > 0:
        assert best.money.sum() == pytest.approx(budget, abs=1e-6 * max(budget, 1))
    slack = 1e-9 * (1 + sum(pools))
    assert best.gain >= equal_spending(pools, paces, budget).gain - slack
    assert best.gain >= proportional_spending(pools, paces, budget).gain - slack


def test_least_and_most_hold_and_the_others_share_one_price():
    found = best_spending(POOLS, PACES, 30, least=(0, 0, 5), most=(15, 30, 30))
    assert found.money[0] == pytest.approx(15)
    assert found.money[2] == pytest.approx(5)
    assert 60 / 20 * np.exp(-found.money[1] / 20) == pytest.approx(found.price)


def test_where_the_best_are_full_the_rest_goes_to_a_poor_segment():
    found = best_spending((1e9, 1.0), (1.0, 1.0), 100, most=(10, 1000))
    assert found.money == pytest.approx([10, 90])


def test_a_budget_below_what_must_be_spent_is_refused():
    with pytest.raises(ConfigError, match="between what must and what may be spent"):
        best_spending(POOLS, PACES, 10, least=5)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=8), st.integers(0, 1000))
def test_whole_things_sum_exactly_and_are_within_one_of_their_due(shares, total):
    parted = largest_remainder(shares, total)
    if sum(shares) == 0:
        assert not parted.any()
        return
    assert parted.sum() == total
    due = total * np.array(shares) / sum(shares)
    assert (np.abs(parted - due) < 1 + 1e-9).all()
