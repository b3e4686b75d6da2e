import numpy as np
import pytest
from worlds import batch_of, day

from patronage.batch import Units
from patronage.features import ValueFeatures

ANN = [
    {"day": "2017-01-02", "order": 1, "amount": 1050, "discount": 50},
    {"day": "2017-01-02", "order": 2, "amount": 500, "discount": 0},
    {"day": "2017-01-31", "order": 3, "amount": 450, "discount": 150},
]


def describe(customers, money=100):
    batch = batch_of(customers, units=Units(money=money)).at(day("2017-01-31"), 365)
    return {name: column[0] for name, column in ValueFeatures()(batch).items()}


def test_one_customer_by_hand():
    values = describe({"ann": ANN})
    expected = {
        "monetary_total": 20,
        "monetary_mean": 10,
        "monetary_per_month": 20,
        "order_value_mean": 20 / 3,
        "day_value_max": 15.5,
        "recent_spend_share": 1,
        "discount_share": 2 / 22,
    }
    assert {name: values[name] for name in expected} == pytest.approx(expected)


def test_doubled_money_doubles_money_and_nothing_else():
    doubled = [
        {**row, "amount": 2 * row["amount"], "discount": 2 * row["discount"]}
        for row in ANN
    ]
    before, after = describe({"ann": ANN}), describe({"ann": doubled})
    money = {c.name for c in ValueFeatures.columns if c.unit.startswith("money")}
    for name, value in before.items():
        expected = 2 * value if name in money else value
        np.testing.assert_allclose(after[name], expected, err_msg=name)


def test_at_least_six_columns_of_value():
    assert len(describe({"ann": ANN})) >= 6


def test_returns_reduce_what_a_customer_is_worth():
    back = [*ANN, {"day": "2017-01-31", "order": 4, "amount": -450, "discount": 0}]
    assert describe({"ann": back})["monetary_total"] == pytest.approx(15.5)
