import json
from dataclasses import asdict, replace

import pytest

from patronage.errors import PatronageError
from patronage.ingest import Accounting

BALANCED = Accounting(
    source="shop",
    currency="EUR",
    money_scale=2,
    rows_read=10,
    rows_ledger=7,
    rows_quarantined=2,
    rows_deduplicated=1,
    money_read=1000,
    money_ledger=700,
    money_quarantined=250,
    money_deduplicated=50,
    equal_rows_kept=0,
    customers=3,
    first_day="2024-01-01",
    last_day="2024-02-29",
    by_reason={"amount_null": 2},
    others={"events": {"read": 4, "kept": 3, "quarantined": 1, "deduplicated": 0}},
    files={
        "sales": {
            "rows_read": 10,
            "rows_ledger": 7,
            "rows_quarantined": 2,
            "rows_deduplicated": 1,
            "money_read": 1000,
            "money_ledger": 700,
            "money_quarantined": 250,
            "money_deduplicated": 50,
        }
    },
)


def test_what_balances_passes():
    assert BALANCED.check() is BALANCED


@pytest.mark.parametrize("what", ["rows", "money"])
@pytest.mark.parametrize("fate", ["read", "ledger", "quarantined", "deduplicated"])
def test_one_row_or_cent_without_a_fate_is_a_fault_of_ours(what, fate):
    name = f"{what}_{fate}"
    wrong = replace(BALANCED, **{name: getattr(BALANCED, name) + 1})
    with pytest.raises(PatronageError, match=f"{what} read should be kept") as error:
        wrong.check()
    assert error.value.exit_code == 70


@pytest.mark.parametrize("name", ["rows_read", "money_ledger"])
def test_nor_may_a_single_file_lose_one(name):
    counts = BALANCED.files["sales"]
    wrong = counts | {name: counts[name] + 1}
    with pytest.raises(PatronageError, match="read should be kept"):
        replace(BALANCED, files={"sales": wrong}).check()


def test_nor_may_a_table_beside_the_ledger():
    wrong = {"read": 4, "kept": 3, "quarantined": 0, "deduplicated": 0}
    with pytest.raises(PatronageError, match="rows read should be kept"):
        replace(BALANCED, others={"events": wrong}).check()


def test_it_can_be_stored():
    assert json.loads(json.dumps(asdict(BALANCED)))["files"] == BALANCED.files
