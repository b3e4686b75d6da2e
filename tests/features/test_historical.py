from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from worlds import batch_of, day

from patronage.batch import Units
from patronage.errors import ConfigError, QualityError
from patronage.features.historical import HistoricalValue
from patronage.features.npv import historical_npv
from patronage.ragged import Ragged

AS_OF = "2018-01-01"
ANN = [
    {"day": "2016-12-31", "order": 7, "amount": 12_000, "cost": 2_000},
    {"day": "2017-07-02", "order": 3, "amount": 8_000, "cost": 1_000},
    {"day": "2017-07-02", "order": 3, "amount": 1_000, "cost": 1_000},
    {"day": "2018-01-01", "order": 5, "amount": 5_000, "cost": 0},
]
FREE = [{k: v for k, v in row.items() if k != "cost"} for row in ANN]


def value(rows, *, attributes=None, contacts=(), window=30, **settings) -> float:
    batch = batch_of({"ann": rows}, units=Units(money=100), attributes=attributes or {})
    days = np.array([day(text) for text in contacts], np.int64)
    if contacts:
        made = Ragged(days, np.array([0, len(days)]))
        batch = replace(batch, contacts={"contacted_day": made})
    return float(HistoricalValue(**settings)(batch.at(day(AS_OF), window))[0])


def test_all_of_the_past_counts_whatever_the_window():
    assert value(FREE, window=30) == value(FREE, window=3_000) == 260


def test_known_cost_of_goods_is_subtracted():
    assert value(ANN) == 220


def test_a_margin_stands_in_for_cost_that_the_ledger_does_not_have():
    assert value(FREE, margin=0.25) == 65
    assert value(ANN, margin=0.25) == 220


def test_cost_to_serve_is_per_order_and_per_contact():
    contacts = ["2017-01-01", "2017-02-01", "2018-01-02"]
    served = value(FREE, order_cost=2.5, contact_cost=3, contacts=contacts)
    assert served == 260 - 3 * 2.5 - 2 * 3


def test_acquisition_is_subtracted_where_it_is_known():
    known = value(FREE, attributes={"cac": np.array([40.0])}, acquisition_field="cac")
    unknown = {"cac": np.array([np.nan])}
    assert known == 220
    assert value(FREE, attributes=unknown, acquisition_field="cac") == 260


def test_a_return_takes_back_its_sale():
    back = {"day": "2017-12-31", "order": 8, "amount": -1_000}
    assert value([*FREE, back]) == 250


def test_compounded_flows_are_those_of_the_formula():
    years = np.array([366, 183, 0]) / 365.25
    expected = historical_npv([120, 90, 50], years, 0.12)
    assert value(FREE, compound_history=True) == pytest.approx(expected)


def test_compounded_costs_grow_from_their_own_day():
    served = value(
        FREE,
        compound_history=True,
        order_cost=10,
        contact_cost=1,
        contacts=["2017-07-02"],
        attributes={"cac": np.array([40.0])},
        acquisition_field="cac",
    )
    years = np.array([366, 366, 183, 0]) / 365.25
    expected = historical_npv([-40, 120 - 10, 90 - 10 - 1, 50 - 10], years, 0.12)
    assert served == pytest.approx(expected)


def test_a_rate_of_nothing_compounds_nothing():
    assert value(ANN, compound_history=True, discount_rate=0) == value(ANN)


def test_compounding_gives_the_same_bits_whoever_stands_beside_a_customer():
    draw = np.random.default_rng(5)
    worlds = {
        who: [
            {
                "day": str(np.datetime64("2017-01-01") + int(draw.integers(360))),
                "order": int(draw.integers(900)),
                "amount": int(draw.integers(1, 9_999)),
            }
            for _ in range(40)
        ]
        for who in ("ann", "bob", "cyd")
    }
    value = HistoricalValue(compound_history=True, order_cost=0.7)

    def described(customers):
        return value(batch_of(customers).at(day(AS_OF), 90))

    alone = [described({who: rows})[0] for who, rows in worlds.items()]
    assert described(worlds).tolist() == alone


@pytest.mark.parametrize("compound", [False, True])
def test_sums_that_do_not_fit_are_refused(compound):
    huge = [{"day": "2017-05-05", "amount": 2**62}] * 3
    with pytest.raises(QualityError, match="fit in 64 bits"):
        value(huge, compound_history=compound)


def test_what_is_not_known_yet_is_not_in_it():
    later = {"day": "2018-01-02", "order": 9, "amount": 700}
    assert value([*FREE, later]) == value(FREE)


def test_it_says_what_was_done():
    assert "as paid" in HistoricalValue().meaning
    assert "12 % a year" in HistoricalValue(compound_history=True).meaning


def test_a_field_that_is_no_number_is_refused():
    text = {"cac": np.array([1.0]), "town": pd.Categorical(["x"])}
    with pytest.raises(ConfigError, match=r"numeric .* \(cac\); got 'town'"):
        value(FREE, attributes=text, acquisition_field="town")


@pytest.mark.parametrize("name", ["order_cost", "contact_cost", "discount_rate"])
def test_negative_costs_are_refused(name):
    with pytest.raises(ConfigError, match=f"'{name}' should be at least 0; got -1"):
        HistoricalValue(**{name: -1})
