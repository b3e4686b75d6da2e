import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.lists import Barrier, ConversionList, Worth
from tests.lists.people import people

YEAR = 365.25


def latent(**columns):
    """Two truly loyal customers, who come on 4 days a month, and latent ones."""
    size = len(columns["repeat_days"])
    usual = {
        "segment": ["true", "true"] + ["latent"] * size,
        "p_latent": [0.0, 0.0] + [0.8] * size,
        "repeat_days": [4.0, 4.0, *columns.pop("repeat_days")],
        "exposure_months": 1.0,
        "monetary_mean": 10.0,
    }
    more = {
        n: [None, None, *v] if isinstance(v, list) else v for n, v in columns.items()
    }
    return people(**(usual | more))


def made(customers, **settings):
    return ConversionList(**({"horizon_days": YEAR} | settings))(customers)


def test_the_gain_is_that_of_the_formula():
    rows = made(latent(repeat_days=[1.0]), cost=5.0, worth=Worth(margin=0.5))
    added = (4 - 1) * 12 * 10 * 0.5
    assert rows["added_value"].tolist() == pytest.approx([added])
    assert rows["score"].tolist() == pytest.approx([0.8 * 0.1 * added - 5])
    assert rows[["monthly_days", "loyal_monthly_days"]].to_numpy().tolist() == [[1, 4]]


def test_who_gains_most_comes_first():
    assert made(latent(repeat_days=[3.0, 1.0, 2.0]))["customer_id"].tolist() == [
        "c003",
        "c004",
        "c002",
    ]


def test_ten_times_the_money_changes_the_gain_and_no_place():
    once, often = latent(repeat_days=[3.0, 1.0]), latent(repeat_days=[3.0, 1.0])
    often["monetary_mean"] *= 10
    assert made(often)["score"].tolist() == pytest.approx(10 * made(once)["score"])
    assert made(often)["customer_id"].equals(made(once)["customer_id"])


@pytest.mark.parametrize(
    "one_is",
    [
        {"p_latent": [0.0, 0.0, 0.59, 0.6]},
        {"reachable": [True, True, False, True]},
        {"repeat_days": [5.0, 1.0]},
        {"margin_share": [0.1, 0.1, -0.1, 0.1]},
        {"monetary_mean": [1.0, 1.0, np.nan, 1.0]},
    ],
)
def test_who_is_not_latent_reachable_rarer_or_worth_it_is_left_out(one_is):
    customers = latent(repeat_days=one_is.pop("repeat_days", [1.0, 1.0]))
    rows = made(customers.assign(**one_is))
    assert rows["customer_id"].tolist() == ["c003"]


def test_a_treatment_that_costs_more_than_it_brings_is_not_given():
    assert not len(made(latent(repeat_days=[1.0]), cost=1_000.0))


def test_the_budget_ends_the_list():
    customers = latent(repeat_days=[1.0, 2.0, 3.0])
    rows = made(customers, cost=2.0, budget=4.0)
    assert rows["customer_id"].tolist() == ["c002", "c003"]


def test_low_need_is_marked_and_nothing_is_done_or_spent():
    customers = latent(repeat_days=[1.0, 2.0])
    customers["category_spend"] = [100.0, 100.0, 20.0, 300.0]
    need = Barrier(column="category_spend", bottom=0.25)
    rows = made(customers, low_need=need, cost=2.0, budget=2.0)
    assert rows["group"].tolist() == ["no_action", "treat"]
    assert rows["reasons"].tolist() == ["low_need", ""]
    assert rows["cost"].tolist() == [0, 2]


def test_low_need_is_untold_where_nothing_is_known_of_the_category():
    need = Barrier(column="category_spend", bottom=0.25)
    customers = latent(repeat_days=[1.0], wallet_share=[1.0])
    rows = made(customers, low_need=need)
    assert rows["group"].tolist() == ["treat"]
    said = ConversionList(low_need=need).caveats(customers)
    assert "reasons that the source cannot tell: low_need" in said


def test_reasons_are_told_where_a_column_tells_them():
    barriers = {
        "price": Barrier(column="full_price_share", bottom=0.25),
        "open_complaint": Barrier(column="unresolved_complaints", at_least=1),
        "distance": Barrier(column="distance_km", top=0.25),
    }
    customers = latent(repeat_days=[1.0, 2.0], unresolved_complaints=[1.0, 0.0])
    customers["full_price_share"] = [0.5, 0.6, 0.2, 0.9]
    rows = made(customers, barriers=barriers)
    assert rows["reasons"].tolist() == ["price; open_complaint", ""]
    said = ConversionList(barriers=barriers).caveats(customers)
    assert "reasons that the source cannot tell: distance" in said


def test_what_the_gain_rests_on_is_said():
    customers = latent(repeat_days=[1.0])
    said = " ".join(ConversionList().caveats(customers))
    assert "value_is_revenue" in said
    assert "10% of the latent are taken to become truly loyal" in said
    known = customers.assign(segment_before="latent", segment_after="true")
    assert ConversionList(worth=Worth(margin=0.3)).caveats(known) == []


def test_a_source_without_transactions_lacks_what_a_gain_is_made_of():
    assert ConversionList().lacking(people()) == [
        "repeat_days",
        "exposure_months",
        "expected_order_value or monetary_mean",
    ]


def test_nobody_truly_loyal_sets_a_mark_and_the_list_is_empty():
    rows = made(latent(repeat_days=[1.0]).iloc[2:])
    assert rows.empty
    assert "score" in rows


def test_the_order_of_customers_does_not_matter():
    customers = latent(repeat_days=[1.0, 1.0, 2.0])
    pd.testing.assert_frame_equal(made(customers), made(customers[::-1]))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"budget": -1}, "budget should be 0 or more; got -1"),
        ({"cost": -0.5}, "cost should be 0 or more"),
        ({"min_probability": 60}, "min_probability should be a share; got 60"),
        ({"horizon_days": 0}, "horizon_days should be 1 or more"),
    ],
)
def test_settings_that_make_no_list_are_refused(wrong, words):
    with pytest.raises(ConfigError, match=words):
        ConversionList(**wrong)
