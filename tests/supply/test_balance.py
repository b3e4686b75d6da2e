import numpy as np
import pytest

from patronage.supply import Proportional, allocate, balances, carried
from tests.supply.worlds import ENTITLEMENT, goods, shops


def month(customers):
    return balances(allocate(customers, goods(0, 7), ENTITLEMENT, Proportional()))


def test_balances_sum_to_zero():
    assert month(shops())["balance"].sum() == pytest.approx(0)


def test_odd_units_even_out_over_the_months():
    after = month(shops())
    for _ in range(60):
        after = month(carried(shops(), after))
    assert np.abs(after["balance"]).max() < 2


def test_who_is_new_starts_at_zero():
    after = month(shops())
    joined = carried(shops(customer_id=["a", "b", "c", "e"]), after)
    assert joined["balance"].iloc[3] == 0
    assert joined["balance"].iloc[0] == after["balance"].iloc[0]
