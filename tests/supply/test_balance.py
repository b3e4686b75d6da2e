import numpy as np
import pandas as pd
import pytest

from patronage.supply import Entitlement, Proportional, allocate, balances, carried
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


def test_odd_units_even_out_over_the_products_of_a_month_too():
    many = pd.DataFrame(
        {
            "product_id": [f"p{number:02d}" for number in range(12)],
            "product_class": "plain",
            "stock": 3,
            "least_grade": float("nan"),
        }
    )
    people = shops(grade=["g1"] * 4, tier=["t1"] * 4, rank=0)
    generous = Entitlement(quota={"t1": 999}, placement={"plain": {"g1": 1}})
    after = balances(allocate(people, many, generous, Proportional()))
    assert np.abs(after["balance"]).max() < 2
