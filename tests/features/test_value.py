from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from worlds import batch_of, day

from patronage.batch import Units
from patronage.errors import ConfigError
from patronage.features import ValueFeatures
from patronage.features.model import FeatureModel

AS_OF = "2017-01-31"
ANN = [
    {"day": "2017-01-02", "order": 1, "amount": 1050, "discount": 50, "cost": 500},
    {"day": "2017-01-02", "order": 2, "amount": 500, "discount": 0, "cost": 250},
    {"day": "2017-01-31", "order": 3, "amount": 450, "discount": 150, "cost": 250},
]


def describe(customers, money=100, window=365, **settings):
    batch = batch_of(customers, units=Units(money=money)).at(day(AS_OF), window)
    values = ValueFeatures(**settings)(batch)
    return {name: column[0] for name, column in values.items()}


def bought(*rows):
    """What a customer who spends so much on such days is worth."""
    lines = [{"day": text, "amount": amount} for text, amount in rows]
    return describe({"ann": lines}, money=1, window=100)


def test_one_customer_by_hand():
    values = describe({"ann": ANN})
    expected = {
        "monetary_total": 20,
        "monetary_mean": 10,
        "monetary_per_month": 20,
        "monetary_per_active_month": 20,
        "order_value_mean": 20 / 3,
        "day_value_max": 15.5,
        "day_value_cv": np.std([15.5, 4.5], ddof=1) / 10,
        "recent_spend_share": 1,
        "discount_share": 2 / 22,
        "margin_total": 10,
        "margin_share": 0.5,
        "purchase_days": 2,
        "historical_value": 10,
    }
    assert {name: values[name] for name in expected} == pytest.approx(expected)


def test_doubled_money_doubles_money_and_nothing_else():
    doubled = [
        {**row, **{name: 2 * row[name] for name in ("amount", "discount", "cost")}}
        for row in ANN
    ]
    before, after = describe({"ann": ANN}), describe({"ann": doubled})
    units = {c.name: c.unit for c in ValueFeatures().columns}
    for name, value in before.items():
        expected = 2 * value if units[name].startswith("money") else value
        np.testing.assert_allclose(after[name], expected, err_msg=name)


def test_every_column_is_declared_and_has_its_place():
    declared = {c.name for c in ValueFeatures().columns}
    scores = set(ValueFeatures().learned["rfm"].get_feature_names_out())
    assert set(describe({"ann": ANN})) == declared - scores


def test_returns_reduce_what_a_customer_is_worth():
    back = {"day": AS_OF, "order": 4, "amount": -450, "discount": 0, "cost": -250}
    values = describe({"ann": [*ANN, back]})
    assert values["monetary_total"] == pytest.approx(15.5)
    assert values["historical_value"] == pytest.approx(8)


def test_growth_holds_the_later_half_against_the_earlier():
    grown = bought(("2016-11-01", 40), ("2017-01-01", 40), ("2017-01-31", 80))
    assert grown["spend_growth"] == (120 - 40) / 160
    assert bought(("2016-11-01", 40), ("2016-12-01", 0))["spend_growth"] == -1


def test_growth_begins_on_the_day_after_the_middle():
    middle = str(np.datetime64(AS_OF) - 50)
    before = str(np.datetime64(AS_OF) - 90)
    values = bought((before, 30), (middle, 30), (AS_OF, 60))
    assert values["spend_growth"] == 0


@pytest.mark.parametrize(
    "rows",
    [
        [("2017-01-01", 40), ("2017-01-31", 80)],  # came in the later half
        [("2016-11-01", 40), ("2017-01-31", -5)],
        [("2016-11-01", -4), ("2017-01-31", 50)],
        [("2016-11-01", 0), ("2017-01-31", 0)],
    ],
)
def test_growth_is_unknown_without_two_halves_of_spend(rows):
    assert np.isnan(bought(*rows)["spend_growth"])


def test_who_came_before_the_window_has_two_halves():
    rows = [("2015-01-01", 9), ("2017-01-20", 9)]
    assert bought(*rows)["spend_growth"] == 1


def test_active_months_are_those_with_a_purchase():
    values = bought(("2016-11-01", 40), ("2017-01-15", 10), ("2017-01-31", 40))
    assert values["monetary_per_active_month"] == 45


def test_without_spend_shares_are_unknown_and_money_is_nothing():
    batch = batch_of({"ann": []}, registered=np.array([True])).at(day(AS_OF), 365)
    values = {name: column[0] for name, column in ValueFeatures()(batch).items()}
    zero = {name for name, value in values.items() if value == 0}
    assert zero == {"monetary_total", "purchase_days", "historical_value"}
    assert all(np.isnan(values[name]) for name in set(values) - zero)


def test_what_comes_after_as_of_changes_nothing():
    later = [{**row, "day": "2017-02-01", "amount": 7_777} for row in ANN]
    assert describe({"ann": [*ANN, *later]}) == pytest.approx(
        describe({"ann": ANN}), nan_ok=True
    )


def test_no_customer_changes_a_bit_of_another():
    rows = [{**row, "amount": 333 * i} for i, row in enumerate(ANN * 5, start=1)]
    worlds = {"ann": ANN, "bob": sorted(rows, key=lambda row: row["day"]), "cyd": []}
    known = np.array([True, True, True])
    batch = batch_of(worlds, registered=known)
    family = replace(ValueFeatures(), n_scores=3)
    together = pd.DataFrame(family(batch.at(day(AS_OF), 90)))
    for place, who in enumerate(worlds):
        alone = batch_of({who: worlds[who]}, registered=known[:1])
        for name in ("discount", "cost"):
            alone.ledger.setdefault(name, alone["amount"])
        made = pd.DataFrame(family(alone.at(day(AS_OF), 90)))
        pd.testing.assert_frame_equal(
            made, together[place : place + 1].reset_index(drop=True), check_exact=True
        )


def test_scores_are_learned_from_the_columns_beside_them():
    raw = pd.DataFrame(
        {
            "status": "ok",
            "recency_days": [9.0, 5, 1],
            "purchase_days": [1.0, 2, 3],
            "monetary_total": [5.0, 6, 7],
        }
    )
    family = ValueFeatures(n_scores=3, score_weights=[1, 1, 2])
    made = FeatureModel(family.learned).fit_transform(raw)
    assert made["rfm_cell"].tolist() == [111, 222, 333]
    assert {c.unit for c in family.columns if c.name == "rfm_score"} == {"1 to 3"}


@pytest.mark.parametrize(
    "settings",
    [{"n_scores": 12}, {"score_weights": [1, 1]}, {"score_weights": [0] * 3}],
)
def test_scores_that_cannot_be_made_are_refused_before_any_work(settings):
    with pytest.raises(ConfigError, match=r"should be"):
        ValueFeatures(**settings)


def test_a_recent_share_that_is_none_is_unknown():
    bought = {"day": "2017-01-02", "amount": 100, "is_return": 0}
    given_back = {"day": "2017-06-02", "amount": -40, "is_return": 1}
    batch = batch_of({"ann": [bought, given_back]}).at(day("2017-06-05"), 365)
    assert np.isnan(ValueFeatures()(batch)["recent_spend_share"][0])
