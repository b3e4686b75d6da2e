from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from worlds import batch_of, day

from patronage.batch import CustomerBatch
from patronage.errors import ConfigError
from patronage.features import (
    AttributeFeatures,
    BehaviouralFeatures,
    LoyaltyFeatures,
    ValueFeatures,
    describe,
    outcomes_of,
    snapshots,
    without_outcomes,
)
from patronage.features.raw import raw_features
from patronage.schema import Column

FAMILIES = {"b": BehaviouralFeatures(), "l": LoyaltyFeatures(), "v": ValueFeatures()}
LEDGER = {"first_day": "2017-01-01", "last_day": "2017-12-31"}
CUSTOMERS = {
    "ann": [{"day": "2017-01-05", "amount": 5}, {"day": "2017-07-05", "amount": 7}],
    "bob": [{"day": "2017-11-05", "amount": 9}],
    "cyd": [],
    "dan": [{"day": "2017-01-02", "amount": 1}],
}


def on(text, *, window=90, ledger=LEDGER):
    (day,) = snapshots(text, ledger, window_days=window, horizon_days=60)
    return day


def settle(window=90):
    return on("2017-06-01", window=window)


def described(batch, day):
    """The two tables that one day gives."""
    raw = describe(batch, FAMILIES, [day])
    return without_outcomes(raw), outcomes_of(raw)


@dataclass(frozen=True)
class Wild:
    columns: ClassVar = (Column("tame", "", ""),)
    learned: ClassVar = {}

    def __call__(self, batch):
        return {"wild": np.zeros(len(batch))}


def test_every_customer_has_a_status():
    registered = np.array([False, False, True, False])
    batch = batch_of(CUSTOMERS, registered=registered)
    features, outcomes = described(batch, settle(window=365))
    statuses = dict(zip(features["customer_id"], features["status"], strict=True))
    assert statuses == {"ann": "ok", "cyd": "no_purchase", "dan": "ok"}
    assert outcomes["customer_id"].tolist() == features["customer_id"].tolist()
    assert outcomes["future_amount"].tolist() == [7, 0, 0]
    assert outcomes["retained"].tolist() == [True, False, False]


def test_silence_through_the_window_is_dormant():
    features, _ = described(batch_of(CUSTOMERS), settle(window=30))
    assert features["status"].tolist() == ["dormant", "dormant"]


def test_what_comes_after_as_of_changes_no_byte():
    past = {
        who: [row for row in rows if row["day"] <= "2017-06-01"]
        for who, rows in CUSTOMERS.items()
    }
    with_future, _ = described(batch_of(CUSTOMERS), settle())
    without, _ = described(batch_of(past), settle())
    assert with_future.to_csv() == without.to_csv()


def test_a_ledger_that_ends_too_soon_gives_no_outcomes():
    short = {**LEDGER, "last_day": "2017-07-05"}
    day = on("2017-06-01", ledger=short)
    _, outcomes = described(batch_of(CUSTOMERS), day)
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
    features, outcomes = described(batch_of({"ann": rows}), settle(window=30))
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
    features, _ = described(batch, settle(window=95))
    statuses = dict(zip(features["customer_id"], features["status"], strict=True))
    assert statuses == {
        "even": "ok",
        "late": "ok",
        "owed": "net_negative",
        "paid": "ok",
        "past": "net_negative",
    }


def test_a_panel_holds_each_day_as_if_it_were_alone():
    days = [on("2017-03-01"), on("2017-06-01"), on("2017-11-30")]
    batch = batch_of(CUSTOMERS, registered=np.array([False, False, True, False]))
    panel = describe(batch, FAMILIES, days)
    alone = pd.concat([describe(batch, FAMILIES, [day]) for day in days])
    expected = alone.sort_values(["customer_id", "as_of"], ignore_index=True)
    pd.testing.assert_frame_equal(panel, expected)
    sizes = panel.groupby("customer_id").size().to_dict()
    assert sizes == {"ann": 3, "bob": 1, "cyd": 3, "dan": 3}


def test_a_source_without_transactions_has_customers_who_are_ok():
    batch = CustomerBatch(
        customer_id=np.array(["ann", "bob"], dtype=object),
        ledger={},
        attributes={"size": np.array([1.0, 2.0])},
        registered=np.array([True, True]),
    )
    family = AttributeFeatures(fields={"size": "numeric"})
    raw = describe(batch, {"attributes": family}, [settle()])
    assert raw["status"].tolist() == ["ok", "ok"]
    assert raw["size"].tolist() == [1.0, 2.0]
    assert outcomes_of(raw).empty


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
    with_pair, after = described(batch_of({"ann": bought}), settle())
    without, never = described(batch_of({"ann": KEPT}), settle())
    assert with_pair.drop(columns=COUNTS).equals(without.drop(columns=COUNTS))
    assert with_pair["returned_lines"].tolist() == [1]
    assert after.equals(never)


def test_until_the_day_of_its_return_a_purchase_counts():
    bought = sorted([*KEPT, *PAIR], key=lambda row: row["day"])
    before = on("2017-05-19")
    late = [{**row, "returned_day": 0} for row in bought if row["day"] < "2017-05-19"]
    known, after = described(batch_of({"ann": bought}), before)
    unknown, _ = described(batch_of({"ann": late}), before)
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
    _, outcomes = described(batch, settle())
    assert outcomes["retained"].tolist() == [False]
    assert outcomes["future_amount"].tolist() == [0]
