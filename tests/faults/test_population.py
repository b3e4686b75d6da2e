"""Faults of rows and customers (FAULTS 2.2 D, 62 to 66)."""

import random

import pandas as pd
import pytest
from faults.corpus import HEADER, PLAIN, Case, Rejected, fault, sales, text
from faults.harness import check
from faults.shop import Shop

LINED = (*HEADER, "line", "seen")
LINES = [(*row, str(i), "2024-05-01") for i, row in enumerate(PLAIN)]
CHANGED = (*PLAIN[0][:5], "9.99", "0", "2024-05-02")
BY_LINE = {"columns": {"line_id": "line"}}
NEWEST = BY_LINE | {"updated_at": "seen"}
SAME_TIME = (*PLAIN[0][:5], "9.99", "0", "2024-05-01")


def lined(*rows) -> dict[str, bytes]:
    return {"sales.csv": text(rows, header=LINED).encode()}


def superseded(line: int, reason: str) -> Rejected:
    return Rejected(line, "line_id", reason, "0")


CASES = (
    Case(
        ids=(62,),
        name="repeated-lines-with-an-id",
        files=lined(*LINES, *LINES[:2], LINES[0]),
        ledger=BY_LINE,
        holds={"amount": [1000, 2505, 350, 120, 299, 700]},
        facts={"rows_deduplicated": 3, "money_deduplicated": 820, "rows_read": 9},
    ),
    Case(
        ids=(62,),
        name="repeated-rows-said-to-be-one",
        files={"sales.csv": text([*PLAIN, *PLAIN[:2], PLAIN[0]]).encode()},
        ledger={"equal_rows": "drop"},
        plain=True,
        facts={"rows_deduplicated": 3, "money_deduplicated": 820},
    ),
    Case(
        ids=(62,),
        name="exports-that-overlap",
        files={
            "sales/a.csv": text([*PLAIN[:4], PLAIN[0]]).encode(),
            "sales/b.csv": text([*PLAIN[2:], PLAIN[0]]).encode(),
        },
        file={"path": "sales/*.csv"},
        ledger={"equal_rows": "overlap"},
        facts={"rows_deduplicated": 3, "rows_ledger": 7, "money_deduplicated": 3855},
    ),
    Case(
        ids=(63,),
        name="one-line-with-two-contents",
        files=lined(*LINES, CHANGED),
        ledger=BY_LINE,
        rejected=[superseded(line, "conflicting_line") for line in (2, 8)],
        facts={"rows_ledger": 5, "money_quarantined": 350 + 999},
    ),
    Case(
        ids=(63,),
        name="one-line-with-two-contents-the-newest-kept",
        files=lined(CHANGED, *LINES),
        ledger=NEWEST,
        rejected=[superseded(3, "superseded_line")],
        facts={"rows_ledger": 6, "money_quarantined": 350},
    ),
    Case(
        ids=(63,),
        name="one-line-with-two-contents-of-one-time",
        files=lined(*LINES, SAME_TIME),
        ledger=NEWEST,
        rejected=[superseded(line, "conflicting_line") for line in (2, 8)],
    ),
    Case(
        ids=(64,),
        name="equal-rows-are-kept-and-counted",
        files={"sales.csv": sales({}, {}, {"paid": "1"})},
        holds={"amount": [100, 350, 350], "line_id": [0, 0, 1]},
        facts={"equal_rows_kept": 1, "rows_deduplicated": 0},
        says=("equal rows kept: 1",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rows_that_repeat_have_one_fate_each(case, tmp_path, plain):
    check(case, tmp_path, plain)


RECORDS = [
    ("007", "gold", "north", "2024-01-01"),
    ("007", "basic", "north", "2024-03-01"),
    ("007", "gold", "south", "2024-02-01"),
    ("0042", "basic", "east", "2024-01-01"),
    ("new", "gold", "west", "2024-01-01"),
]
MEMBERS = {
    "files": {"members": {"path": "members.csv", "format": "csv"}},
    "fields": {"grade": {"kind": "categorical"}, "area": {"kind": "categorical"}},
    "customers": {
        "shop": {
            "file": "members",
            "customer_id": "id",
            "updated_at": "seen",
            "time_format": "%Y-%m-%d",
            "columns": {"grade": "grade", "area": "area"},
        }
    },
}


def membership(records) -> Case:
    """The plain shop, and what it knows of its customers."""
    members = text(records, header=("id", "grade", "area", "seen")).encode()
    return Case(
        ids=(65, 66),
        name="members",
        files={"sales.csv": text().encode(), "members.csv": members},
        source=MEMBERS,
    )


@pytest.fixture(scope="module")
def members(tmp_path_factory, plain) -> Shop:
    return check(membership(RECORDS), tmp_path_factory.mktemp("members"), plain)


@fault(65)
def test_of_records_that_disagree_the_latest_counts_and_is_told(members):
    customers = members.table("customers").set_index("customer_id")
    assert customers.loc["007"].to_dict() == {"grade": "basic", "area": "north"}
    conflicts = members.table("conflicts").set_index("field")
    assert set(conflicts["customer_id"]) == {"007"}
    assert conflicts.loc["area", ["kept", "others"]].tolist() == ["north", "south"]
    assert conflicts.loc["grade", "reports"] == 3


@fault(65)
def test_the_order_of_records_does_not_matter(members, tmp_path, plain):
    shuffled = random.Random(0).sample(RECORDS, len(RECORDS))
    other = check(membership(shuffled), tmp_path, plain).tables()
    same = ("customers.parquet", "conflicts.parquet", "ledger.parquet")
    assert all(other[name] == members.tables()[name] for name in same)


@fault(66)
def test_customers_without_a_record_and_records_without_orders_are_counted(members):
    facts = members.accounting()
    assert facts["customers_without_record"] == 1
    assert facts["records_without_orders"] == 1


@fault(66)
def test_who_has_a_record_but_no_purchase_has_a_status(members):
    done = members.run("features", "as_of='2024-04-30'")
    assert done.returncode == 0, done.stderr
    path = members.folder / "data/processed/shop/features.parquet"
    status = pd.read_parquet(path).set_index("customer_id")["status"].to_dict()
    assert status == {"007": "ok", "0042": "ok", "Zoë": "ok", "new": "no_purchase"}
