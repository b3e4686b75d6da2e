import numpy as np
import pytest
from worlds import batch_of, day

from patronage.batch import CustomerBatch
from patronage.errors import ConfigError
from patronage.features import ARPUFeatures
from patronage.features.families import needing_transactions

FIELDS = {"revenue_field": "fee", "months_field": "age"}


def described(*rows, as_of="2017-12-31"):
    lines = [
        {"day": text, "amount": amount, "cost": amount // 4} for text, amount in rows
    ]
    values = ARPUFeatures()(batch_of({"ann": lines}).at(day(as_of), 30))
    return {name: column[0] for name, column in values.items()}


def subscribers(**fields) -> CustomerBatch:
    return CustomerBatch(
        customer_id=np.array(["ann", "bob"], object), ledger={}, attributes=fields
    )


def test_revenue_of_a_year_is_spread_over_twelve_months_whatever_the_window():
    values = described(("2015-05-01", 9_999), ("2017-01-01", 1000), ("2017-12-31", 200))
    assert values == {
        "arpu": 100,
        "net_arpu": 75,
        "arpu_months": 12,
        "arpu_is_provisional": 0,
    }


def test_who_came_later_is_charged_with_fewer_months():
    values = described(("2017-07-02", 366))
    assert values["arpu_months"] == pytest.approx(12 * 183 / 365)
    assert values["arpu"] == pytest.approx(366 * 365 / 183 / 12)


def test_a_first_purchase_is_not_extrapolated():
    values = described(("2017-12-30", 70))
    assert values["arpu"] == 70
    assert values["arpu_months"] < 1


@pytest.mark.parametrize(
    ("first", "provisional"), [("2017-10-02", 1), ("2017-10-01", 0)]
)
def test_revenue_per_month_is_provisional_below_three_months(first, provisional):
    assert described((first, 10))["arpu_is_provisional"] == provisional


def test_who_did_not_buy_for_a_year_brings_nothing():
    assert described(("2016-12-31", 10))["arpu"] == 0


def test_fields_bring_it_without_a_ledger():
    months = np.array([2.0, np.nan])
    values = ARPUFeatures(**FIELDS)(subscribers(fee=np.array([20.0, 50]), age=months))
    np.testing.assert_array_equal(values["arpu"], [20, 50])
    np.testing.assert_array_equal(values["arpu_months"], months)
    np.testing.assert_array_equal(values["arpu_is_provisional"], [1, np.nan])


def test_without_months_there_is_revenue_alone():
    family = ARPUFeatures(revenue_field="fee")
    assert set(family(subscribers(fee=np.ones(2)))) == {"arpu"}
    needs = {column.name: column.needs for column in family.columns}
    assert needs["arpu_months"] == ("months_field",)


def test_only_fields_make_it_a_family_without_transactions():
    asked = {"ledger": ARPUFeatures(), "fields": ARPUFeatures(**FIELDS)}
    assert needing_transactions(asked, {"fee", "age"}) == ["ledger"]


def test_months_alone_are_refused():
    with pytest.raises(ConfigError, match="beside 'revenue_field'; got 'age'"):
        ARPUFeatures(months_field="age")


def test_a_field_that_is_not_there_is_named():
    with pytest.raises(ConfigError, match=r"'revenue_field' should be .* got 'fee'"):
        ARPUFeatures(revenue_field="fee")(subscribers(charge=np.ones(2)))
