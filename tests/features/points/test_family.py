import numpy as np
import pytest
from worlds import batch_of, day

from patronage.batch import Units
from patronage.errors import ConfigError
from patronage.features import PointsFeatures, VolumeFeatures
from patronage.ragged import Ragged

AS_OF = "2019-06-30"
ORDERS = [
    {"day": "2017-05-01", "order": 1, "amount": 10_099},
    {"day": "2018-08-01", "order": 2, "amount": 3_000},
    {"day": "2018-08-01", "order": 2, "amount": 2_050},
    {"day": "2019-06-30", "order": 3, "amount": 999},
]


def events_of(*events):
    kinds = ("bonus", "redemption")
    columns = {
        "at_day": [day(text) for text, _, _ in events],
        "kind": [kinds.index(kind) for _, kind, _ in events],
        "value": [np.nan if value is None else value for _, _, value in events],
    }
    rows = {n: Ragged(np.array(v), np.array([0, len(v)])) for n, v in columns.items()}
    return {"events": rows, "levels": {"events.kind": kinds}}


def described(*events, rows=ORDERS, as_of=AS_OF, **settings):
    told = events_of(*events) if events else {}
    batch = batch_of({"ann": rows}, units=Units(money=100), **told).at(day(as_of), 90)
    values = PointsFeatures(**settings)(batch)
    return {name: column[0] for name, column in values.items()}


def test_one_customer_by_hand():
    assert described(("2018-09-01", "redemption", 30.0)) == {
        "points_earned": 100 + 50 + 9,
        "points_redeemed": 30,
        "points_overdrawn": 0,
        "points_expired": 70,
        "points_balance": 50 + 9,
        "level_points": 50 + 9,
        "redemption_rate": 30 / 159,
        "points_age_days": 50 * (day(AS_OF) - day("2018-08-01")) / 59,
    }


def test_level_points_outlast_their_redemption_and_not_a_year():
    spent = ("2019-06-30", "redemption", 10_000.0)
    values = described(spent, as_of="2019-06-30")
    assert values["points_balance"] == 0
    assert values["level_points"] == 59
    assert described(as_of="2019-08-01", rows=ORDERS)["level_points"] == 9


def test_the_unit_is_filled_by_an_order_and_not_by_its_lines():
    rows = [{"day": AS_OF, "order": 1, "amount": 60}] * 3
    assert described(rows=rows)["points_earned"] == 1


def test_more_than_the_balance_is_cut_and_counted():
    values = described(("2018-09-01", "redemption", 200.0))
    assert values["points_redeemed"] == 150
    assert values["points_overdrawn"] == 50


def test_a_redemption_without_a_value_is_not_of_points():
    values = described(("2018-09-01", "redemption", None))
    assert values["points_redeemed"] == values["points_overdrawn"] == 0


def test_without_values_of_events_nothing_is_said_of_redemption():
    assert not {"points_redeemed", "redemption_rate"} & set(described())


def test_a_bonus_is_earned_without_an_order():
    values = described(("2019-06-01", "bonus", 20.0))
    assert values["points_earned"] == 179
    assert values["level_points"] == 79


@pytest.mark.parametrize(("multiplier", "points"), [(1.5, 100 + 50 + 9), (3, 159)])
def test_a_tier_multiplies_from_the_day_after_it_was_reached(multiplier, points):
    assert described(tier_multipliers={100: multiplier})["points_earned"] == points


def test_a_tier_multiplies_what_is_earned_within_the_year():
    rows = [{**ORDERS[0], "day": "2018-07-31"}, *ORDERS[1:]]
    values = described(rows=rows, tier_multipliers={100: 1.5, 170: 2})
    assert values["points_earned"] == 100 + 75 + 18


def test_a_reversed_order_has_never_earned():
    bought = {"day": "2019-05-01", "order": 5, "amount": 5_000}
    later = {**bought, "returned_day": day("2019-06-01")}
    rows = sorted([*ORDERS, later], key=lambda row: row["day"])
    spent = ("2019-05-02", "redemption", 190.0)
    assert described(spent, rows=rows, as_of="2019-05-31")["points_overdrawn"] == 90
    after = described(spent, rows=rows)
    assert after["points_balance"] == described(spent)["points_balance"]
    assert after["points_overdrawn"] == 140


def test_who_never_bought_has_no_points():
    batch = batch_of({"ann": []}, registered=np.array([True])).at(day(AS_OF), 90)
    values = PointsFeatures()(batch)
    assert values["points_earned"][0] == values["level_points"][0] == 0
    assert np.isnan(values["points_age_days"][0])


def test_every_column_is_declared_and_none_describes_segments():
    columns = PointsFeatures(category_multipliers={"tea": 2}).columns
    assert {c.name for c in columns} == set(described(("2019-01-01", "bonus", 1.0)))
    roles = {c.role for c in (*columns, *VolumeFeatures.columns)}
    assert roles == {"score", "evidence"}
    assert all("category" in column.needs for column in columns)


@pytest.mark.parametrize(
    "settings",
    [
        {"months": 0},
        {"rate": -1},
        {"unit": 0.0001},
        {"tier_multipliers": {0: 2}},
        {"tier_multipliers": {10: -2}},
        {"category_multipliers": {"tea": -2}},
    ],
)
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(ConfigError, match=next(iter(settings))):
        PointsFeatures(**settings)


def test_a_unit_smaller_than_the_smallest_coin_is_refused():
    with pytest.raises(ConfigError, match=r"multiple of the smallest coin, 0.01"):
        described(unit=0.005)


def test_a_category_that_nobody_bought_is_refused_by_name():
    rows = [{**row, "category": "tea"} for row in ORDERS]
    assert described(rows=rows, category_multipliers={"tea": 2})["points_earned"] == 318
    with pytest.raises(ConfigError, match=r"categories .*\(tea\); got 'jam'"):
        described(rows=rows, category_multipliers={"jam": 2, "tea": 1})
