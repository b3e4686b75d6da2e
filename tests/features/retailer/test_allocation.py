import numpy as np
import pytest
from features.retailer.retailers import listed, retailers

from patronage.batch import Units
from patronage.errors import ConfigError
from patronage.features import Allocation

WORLD = {
    "ann": [
        ("2025-10-01", "allocation", 100),
        ("2025-11-01", "allocation", 100),
        ("2025-12-01", "allocation", 200),
    ],
    "bob": [("2025-12-01", "allocation", 50)],
    "cyd": [],
}
ORDERS = {
    "ann": [
        {"day": "2025-10-01", "quantity": 60},
        {"day": "2025-10-31", "quantity": 38},  # 98 of 100: capped
        {"day": "2025-11-15", "quantity": 97},  # not quite
        {"day": "2025-12-31", "quantity": 45},
    ],
    "bob": [
        {"day": "2025-11-30", "quantity": 999},  # nothing was allocated then
        {"day": "2025-12-02", "quantity": 50},
    ],
    "cyd": [{"day": "2025-12-02", "quantity": 7}],
}


def of(**settings) -> dict[str, list[float]]:
    settings = {"orders": ORDERS} | settings
    return listed(Allocation()(retailers(WORLD, **settings)))


def test_what_was_ordered_is_held_against_what_was_allocated_month_by_month():
    found = of()
    assert found["allocated_units"] == [400, 50, 0]
    assert found["allocated_months"] == [3, 1, 0]
    assert found["order_satisfaction"][:2] == [(98 + 97 + 45) / 400, 1]
    assert found["capped_months_share"][:2] == [1 / 3, 1]
    assert np.isnan(found["order_satisfaction"][2])
    assert np.isnan(found["capped_months_share"][2])


def test_a_month_that_is_not_over_does_not_count():
    found = of(as_of="2025-12-30")
    assert found["allocated_units"] == [200, 0, 0]
    assert found["order_satisfaction"][0] == (98 + 97) / 200


def test_what_is_allocated_later_changes_nothing():
    later = {who: rows[:2] if who == "ann" else [] for who, rows in WORLD.items()}
    past = Allocation()(retailers(later, orders=ORDERS, as_of="2025-11-30"))
    np.testing.assert_equal(of(as_of="2025-11-30"), listed(past))


def test_months_older_than_a_year_do_not_count():
    assert of(as_of="2026-10-31")["allocated_units"] == [300, 50, 0]


def test_months_before_the_ledger_was_kept_do_not_count():
    assert of(observed=31 + 30)["allocated_units"] == [300, 50, 0]
    assert of(observed=31 + 29)["allocated_units"] == [200, 50, 0]


def test_before_a_full_month_was_kept_nothing_is_known():
    found = of(observed=30)
    assert found["allocated_months"] == [0, 0, 0]
    assert np.isnan(found["order_satisfaction"]).all()


def test_units_are_those_of_goods_whatever_the_scale_of_the_ledger():
    finer = {
        who: [row | {"quantity": 1000 * row["quantity"]} for row in rows]
        for who, rows in ORDERS.items()
    }
    units = Units(quantity=1000)
    np.testing.assert_equal(of(orders=finer, units=units), of())


def test_a_month_in_which_nothing_was_ordered_counts_against_him():
    found = of(orders={"ann": ORDERS["ann"][:1], "bob": ORDERS["bob"][:1]})
    assert found["order_satisfaction"][:2] == [60 / 400, 0]
    assert found["capped_months_share"][:2] == [0, 0]


def test_a_source_without_allocations_has_none():
    assert Allocation()(retailers({"ann": []}, kinds=("visit",))) == {}


def test_a_cap_must_be_above_0():
    with pytest.raises(ConfigError, match="'capped_at' should be above 0; got 0"):
        Allocation(capped_at=0)
