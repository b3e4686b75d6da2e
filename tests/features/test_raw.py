from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest
from worlds import batch_of, day

from patronage.errors import ConfigError
from patronage.features import (
    BehaviouralFeatures,
    LoyaltyFeatures,
    ValueFeatures,
    describe,
    snapshot,
)
from patronage.features.raw import raw_features, rows_after
from patronage.schema import Column

FAMILIES = {"b": BehaviouralFeatures(), "l": LoyaltyFeatures(), "v": ValueFeatures()}
LEDGER = {"first_day": "2017-01-01", "last_day": "2017-12-31"}
CUSTOMERS = {
    "ann": [{"day": "2017-01-05", "amount": 5}, {"day": "2017-07-05", "amount": 7}],
    "bob": [{"day": "2017-11-05", "amount": 9}],
    "cyd": [],
    "dan": [{"day": "2017-01-02", "amount": 1}],
}


def settle(window=90):
    return snapshot("2017-06-01", LEDGER, window_days=window, horizon_days=60)


@dataclass(frozen=True)
class Wild:
    columns: ClassVar = (Column("tame", "", ""),)
    learned: ClassVar = {}

    def __call__(self, batch):
        return {"wild": np.zeros(len(batch))}


def test_every_customer_has_a_status():
    registered = np.array([False, False, True, False])
    batch = batch_of(CUSTOMERS, registered=registered)
    features, outcomes = describe(batch, FAMILIES, settle(window=365))
    statuses = dict(zip(features["customer_id"], features["status"], strict=True))
    assert statuses == {"ann": "ok", "cyd": "no_purchase", "dan": "ok"}
    assert outcomes["customer_id"].tolist() == features["customer_id"].tolist()
    assert outcomes["future_amount"].tolist() == [7, 0, 0]
    assert outcomes["retained"].tolist() == [True, False, False]


def test_silence_through_the_window_is_dormant():
    features, _ = describe(batch_of(CUSTOMERS), FAMILIES, settle(window=30))
    assert features["status"].tolist() == ["dormant", "dormant"]


def test_what_comes_after_as_of_changes_no_byte():
    past = {
        who: [row for row in rows if row["day"] <= "2017-06-01"]
        for who, rows in CUSTOMERS.items()
    }
    with_future, _ = describe(batch_of(CUSTOMERS), FAMILIES, settle())
    without, _ = describe(batch_of(past), FAMILIES, settle())
    assert with_future.to_csv() == without.to_csv()


def test_a_ledger_that_ends_too_soon_gives_no_outcomes():
    short = {**LEDGER, "last_day": "2017-07-05"}
    day = snapshot("2017-06-01", short, window_days=90, horizon_days=60)
    _, outcomes = describe(batch_of(CUSTOMERS), FAMILIES, day)
    assert outcomes.empty


def test_an_undeclared_column_is_refused():
    batch = batch_of(CUSTOMERS).at(day("2017-06-01"), 90)
    with pytest.raises(ConfigError, match=r"'w' does not declare \['wild'\]"):
        raw_features(batch, {"w": Wild()})


def test_two_families_may_not_share_a_column():
    batch = batch_of(CUSTOMERS).at(day("2017-06-01"), 90)
    with pytest.raises(ConfigError, match="'again' repeats the columns"):
        raw_features(batch, {"v": ValueFeatures(), "again": ValueFeatures()})


def test_a_refund_is_neither_a_purchase_nor_retention():
    rows = [
        {"day": "2017-01-05", "amount": 5, "is_return": 0},
        {"day": "2017-06-20", "amount": -5, "is_return": 1},
    ]
    features, outcomes = describe(batch_of({"ann": rows}), FAMILIES, settle(window=30))
    assert features["status"].tolist() == ["dormant"]
    assert outcomes["retained"].tolist() == [False]
    assert outcomes["future_amount"].tolist() == [-5]


def test_who_was_paid_back_more_than_he_paid_has_a_status_of_his_own():
    def returned(amount, on="2017-03-05"):
        return {"day": on, "amount": -amount, "is_return": 1}

    bought = {"day": "2017-03-01", "amount": 5, "is_return": 0}
    old = {**bought, "day": "2017-01-05"}
    batch = batch_of(
        {
            "even": [bought, returned(5)],
            "late": [bought, returned(9, on="2017-06-20")],
            "owed": [bought, returned(6)],
            "paid": [old, bought, returned(9)],
            "past": [old, returned(6, on="2017-02-05")],
        }
    )
    features, _ = describe(batch, FAMILIES, settle(window=95))
    statuses = dict(zip(features["customer_id"], features["status"], strict=True))
    assert statuses == {
        "even": "ok",
        "late": "ok",
        "owed": "net_negative",
        "paid": "ok",
        "past": "net_negative",
    }


def test_rows_after_the_day_are_counted():
    batch = batch_of(CUSTOMERS)
    days = ("2017-01-01", "2017-07-04", "2017-07-05", "2017-12-31")
    assert [rows_after(batch, day(text)) for text in days] == [4, 2, 1, 0]


GONE = day("2017-05-20")
PAIR = [
    {
        "day": "2017-03-05",
        "order": 8,
        "amount": 9,
        "is_return": 0,
        "returned_day": GONE,
    },
    {
        "day": "2017-05-20",
        "order": 9,
        "amount": -9,
        "is_return": 1,
        "returned_day": GONE,
    },
]
KEPT = [
    {"day": "2017-02-05", "order": 1, "amount": 5, "is_return": 0},
    {"day": "2017-04-05", "order": 2, "amount": 7, "is_return": 0},
]
COUNTS = {"returned_lines", "all_lines"}


def test_what_was_bought_and_returned_was_never_bought():
    bought = sorted([*KEPT, *PAIR], key=lambda row: row["day"])
    with_pair, after = describe(batch_of({"ann": bought}), FAMILIES, settle())
    without, never = describe(batch_of({"ann": KEPT}), FAMILIES, settle())
    assert with_pair.drop(columns=COUNTS).equals(without.drop(columns=COUNTS))
    assert with_pair["returned_lines"].tolist() == [1]
    assert after.equals(never)


def test_until_the_day_of_its_return_a_purchase_counts():
    bought = sorted([*KEPT, *PAIR], key=lambda row: row["day"])
    before = snapshot("2017-05-19", LEDGER, window_days=90, horizon_days=60)
    late = [{**row, "returned_day": 0} for row in bought if row["day"] < "2017-05-19"]
    known, after = describe(batch_of({"ann": bought}), FAMILIES, before)
    unknown, _ = describe(batch_of({"ann": late}), FAMILIES, before)
    assert known.equals(unknown)
    assert known["n_orders"].tolist() == [2]
    assert after["future_amount"].tolist() == [-9]


def test_a_purchase_to_come_that_is_returned_is_no_retention():
    gone = day("2017-06-20")
    pair = [
        {"day": "2017-06-10", "amount": 9, "is_return": 0, "returned_day": gone},
        {"day": "2017-06-20", "amount": -9, "is_return": 1, "returned_day": gone},
    ]
    batch = batch_of({"ann": [*KEPT, *pair]})
    _, outcomes = describe(batch, FAMILIES, settle())
    assert outcomes["retained"].tolist() == [False]
    assert outcomes["future_amount"].tolist() == [0]
