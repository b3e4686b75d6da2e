import numpy as np
import pytest
from worlds import batch_of, day

from patronage.batch import Units
from patronage.errors import ConfigError
from patronage.features import VolumeFeatures

ANN = [
    {"day": "2016-11-05", "quantity": 999, "amount": 100},
    {"day": "2016-12-30", "quantity": 60, "amount": 600},
    {"day": "2017-01-10", "quantity": 0, "amount": 5_000},
    {"day": "2017-02-28", "quantity": 30, "amount": 300},
    {"day": "2017-03-01", "quantity": 70, "amount": 700},
]


def described(rows, as_of="2017-02-28", *, units=None, **settings):
    batch = batch_of({"ann": rows}, units=units or Units())
    values = VolumeFeatures(**settings)(batch.at(day(as_of), 90))
    return {name: column[0] for name, column in values.items()}


def test_one_customer_by_hand():
    assert described(ANN) == {
        "volume_per_month": (60 + 0 + 30) / 3,
        "volume_months": 3,
        "volume_is_provisional": 0,
        "volume_12_months": 999 + 60 + 30,
        "unit_price": (100 + 600 + 300) / (999 + 60 + 30),
    }


def test_a_month_that_is_not_over_does_not_count():
    assert described(ANN, "2017-03-30")["volume_per_month"] == 30
    assert described(ANN, "2017-03-31")["volume_per_month"] == (0 + 30 + 70) / 3


def test_months_before_the_second_do_not_count():
    values = described(ANN[1:])
    assert values["volume_months"] == 2
    assert values["volume_per_month"] == 15


@pytest.mark.parametrize(
    ("first", "months", "volume"),
    [("2017-02-01", 1, 28), ("2017-02-02", 0, 28 / 27 * 30), ("2017-02-28", 0, 840)],
)
def test_below_one_month_volume_is_30_times_a_mean_day(first, months, volume):
    values = described([{"day": first, "quantity": 28}])
    assert values["volume_months"] == months
    assert values["volume_per_month"] == pytest.approx(volume)
    assert values["volume_is_provisional"] == (months == 0)


def test_a_pack_divides_volume_and_not_the_price():
    one, packs = described(ANN), described(ANN, pack=50)
    for name in ("volume_per_month", "volume_12_months"):
        assert packs[name] == pytest.approx(one[name] / 50)
    assert packs["unit_price"] == one["unit_price"]


def test_an_edge_is_met_exactly():
    sold = [(1, 100_007), (2, 99_990), (3, 100_003)]
    rows = [{"day": f"2017-0{month}-05", "quantity": n} for month, n in sold]
    opened = {"day": "2016-12-31", "quantity": 0}
    values = described(
        [opened, *rows], "2017-03-31", units=Units(quantity=100), pack=50
    )
    assert values["volume_per_month"] == 20


def test_a_season_divides_the_months_that_it_swells():
    index = [1.0] * 11 + [2.0]
    assert described(ANN, seasonal_index=index)["volume_per_month"] == 20


def test_returns_reduce_volume():
    back = {"day": "2017-02-28", "quantity": -120}
    assert described([*ANN[:4], back])["volume_per_month"] == -10


def test_who_never_bought_has_no_volume():
    batch = batch_of({"ann": []}, registered=np.array([True]))
    values = VolumeFeatures()(batch.at(day("2017-02-28"), 90))
    for name in ("volume_per_month", "volume_is_provisional", "unit_price"):
        assert np.isnan(values[name][0])
    assert values["volume_months"][0] == values["volume_12_months"][0] == 0


@pytest.mark.parametrize(
    "settings",
    [
        {"window_months": 0},
        {"window_months": 13},
        {"pack": 0},
        {"seasonal_index": [1] * 11},
        {"seasonal_index": [0] + [1] * 11},
    ],
)
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(ConfigError, match=next(iter(settings))):
        VolumeFeatures(**settings)
