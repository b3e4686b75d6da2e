from dataclasses import replace

import numpy as np
import pytest
from worlds import batch_of, day

from patronage.errors import ConfigError
from patronage.features import BehaviouralFeatures
from patronage.ragged import Ragged

GROUPS = {
    "frequency": ["frequency", "orders_per_active_month", "interpurchase_days_cv"],
    "volume": ["units_per_order", "units_per_month", "volume_trend"],
    "timing": ["recency_days", "weekday_entropy", "clumpiness"],
    "mix": ["n_categories", "category_richness", "category_hhi"],
    "channel": ["n_stores", "main_store_share"],
}
ANN = [
    {"day": "2017-01-02", "order": 1, "quantity": 2, "category": "tea", "store": "a"},
    {"day": "2017-01-02", "order": 1, "quantity": 1, "category": "jam", "store": "a"},
    {"day": "2017-01-09", "order": 2, "quantity": 3, "category": "tea", "store": "a"},
    {"day": "2017-01-21", "order": 3, "quantity": 6, "category": "tea", "store": "b"},
]


def describe(customers, as_of="2017-02-01", **settings):
    batch = batch_of(customers, **settings).at(day(as_of), 365)
    return BehaviouralFeatures()(batch)


def test_one_customer_by_hand():
    values = {name: column[0] for name, column in describe({"ann": ANN}).items()}
    expected = {
        "frequency": 2,
        "n_orders": 3,
        "interpurchase_days_mean": 9.5,
        "interpurchase_days_median": 9.5,
        "units_per_order": 4,
        "recency_days": 11,
        "tenure_days": 30,
        "weekend_share": 1 / 3,
        "n_categories": 2,
        "category_hhi": 10 / 16,
        "n_stores": 2,
        "main_store_share": 2 / 3,
        "recency_ratio": 11 / 9.5,
    }
    assert {name: values[name] for name in expected} == pytest.approx(expected)


def test_all_five_groups_are_described_in_at_least_14_columns():
    values = describe({"ann": ANN})
    assert len(values) >= 14
    assert {name for group in GROUPS.values() for name in group} <= set(values)


def test_a_source_without_categories_has_no_columns_of_them():
    plain = [{"day": "2017-01-02", "order": 1}, {"day": "2017-01-09", "order": 2}]
    values = describe({"ann": plain})
    assert not {name for name in values if "categor" in name or "store" in name}
    declared = {column.name for column in BehaviouralFeatures.columns}
    assert set(values) < declared


def test_orders_and_not_lines_choose_the_main_store():
    big = [{"day": "2017-01-02", "order": 1, "store": "a"}] * 9
    small = [{"day": f"2017-01-0{d}", "order": d, "store": "b"} for d in (3, 4)]
    assert describe({"ann": big + small})["main_store_share"] == pytest.approx(2 / 3)


def test_a_silent_window_is_described_without_invention():
    values = describe({"ann": ANN}, as_of="2018-06-01")
    assert values["frequency"][0] == 0
    assert values["recency_days"][0] == day("2018-06-01") - day("2017-01-21")
    assert np.isnan(values["interpurchase_days_mean"][0])


def test_a_whole_shift_of_time_changes_nothing():
    def shifted(rows):
        return [{**row, "day": str(np.datetime64(row["day"]) + 364)} for row in rows]

    before = describe({"ann": ANN})
    after = describe({"ann": shifted(ANN)}, as_of="2018-01-31")
    for name, values in before.items():
        assert values.tobytes() == after[name].tobytes(), name


def test_a_few_purchases_are_not_a_habit_of_days_or_hours():
    mondays = [f"2017-01-{day:02}" for day in (2, 9, 16, 23, 30)]
    rows = [{"day": d, "order": i, "order_hour": 9} for i, d in enumerate(mondays)]
    for name in ("weekday_entropy", "hour_entropy"):
        assert describe({"ann": rows})[name][0] == 0
        assert np.isnan(describe({"ann": rows[:4]})[name][0])


def test_a_return_is_no_purchase_but_reduces_units():
    back = {"day": "2017-01-30", "order": 9, "quantity": -2, "is_return": 1}
    rows = [{**row, "is_return": 0} for row in ANN]
    before, after = describe({"ann": rows}), describe({"ann": [*rows, back]})
    for name in ("frequency", "n_orders", "recency_days", "n_categories"):
        assert before[name] == after[name], name
    assert after["units_per_order"][0] == pytest.approx(10 / 3)


def test_for_an_older_customer_every_purchase_in_the_window_is_a_repeat():
    old = [{"day": "2015-01-02"}, {"day": "2017-01-02"}, {"day": "2017-01-09"}]
    assert describe({"ann": old})["frequency"].tolist() == [2]


@pytest.mark.parametrize("window", [7, 30, 45, 360, 365])
def test_every_purchase_of_the_window_belongs_to_a_month(window):
    first = np.datetime64("2017-02-02") - window
    rows = [{"day": str(first + age)} for age in range(window)]
    batch = batch_of({"ann": rows}).at(day("2017-02-01"), window)
    values = BehaviouralFeatures()(batch)
    months = -(-window // 30)
    assert values["orders_per_active_month"][0] == pytest.approx(window / months)


def test_a_column_that_is_always_empty_describes_nothing():
    batch = batch_of({"ann": ANN}, levels={"store": ()})
    rows = batch["store"]
    empty = Ragged(np.full(len(rows.values), -1), rows.offsets)
    bare = replace(batch, ledger={**batch.ledger, "store": empty})
    values = BehaviouralFeatures()(bare.at(day("2017-02-01"), 365))
    assert values["n_stores"][0] == 0
    assert np.isnan(values["main_store_share"][0])


def test_the_longest_gap_and_the_lines_of_an_order_are_told():
    rows = [
        {"day": "2017-01-01", "order": 1},
        {"day": "2017-01-01", "order": 1},
        {"day": "2017-01-05", "order": 2},
        {"day": "2017-02-05", "order": 3},
    ]
    values = BehaviouralFeatures()(batch_of({"ann": rows}).at(day("2017-02-10"), 365))
    assert values["interpurchase_days_max"][0] == 31
    assert values["lines_per_order"][0] == 4 / 3


def test_mornings_and_evenings_are_shares_of_orders():
    hours = [4, 5, 11, 12, 17, 22, 23, 23]
    rows = [
        {"day": "2017-01-01", "order": n, "order_hour": hour}
        for n, hour in enumerate(hours)
    ]
    values = BehaviouralFeatures()(batch_of({"ann": rows}).at(day("2017-01-05"), 90))
    assert values["morning_share"][0] == 2 / 8
    assert values["evening_share"][0] == 2 / 8


def test_seasons_show_in_a_window_of_a_year_only():
    spread = ["2016-12-31", "2017-01-01", "2017-03-31", "2017-04-01", "2017-08-09"]
    batch = batch_of({"ann": [{"day": each} for each in spread]})
    year = BehaviouralFeatures()(batch.at(day("2017-08-10"), 360))
    quarter = BehaviouralFeatures()(batch.at(day("2017-08-10"), 359))
    expected = 2 / 5 * np.log(5 / 2) + 3 / 5 * np.log(5)
    assert year["season_entropy"] == pytest.approx(expected)
    assert np.isnan(quarter["season_entropy"][0])


def test_own_channels_are_shares_of_orders():
    channels = ["web", "web", "shop", "market", None]
    rows = [
        {"day": f"2017-01-0{n + 1}", "order": n, "channel": channel}
        for n, channel in enumerate(channels)
    ]
    batch = batch_of({"ann": rows}).at(day("2017-01-09"), 90)
    own = BehaviouralFeatures(own_channels=("shop", "web"))(batch)
    assert own["own_channel_share"][0] == 3 / 4
    assert "own_channel_share" not in BehaviouralFeatures()(batch)
    with pytest.raises(ConfigError, match=r"\(market, shop, web\); got \['wbe'\]"):
        BehaviouralFeatures(own_channels=("wbe",))(batch)


@pytest.mark.parametrize("lines", [0, 51])
def test_a_basket_has_some_lines_and_not_very_many(lines):
    with pytest.raises(ConfigError, match=f"'rarefy_lines' should be .*got {lines}"):
        BehaviouralFeatures(rarefy_lines=lines)
