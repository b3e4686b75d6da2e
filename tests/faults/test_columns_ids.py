"""Faults of ids and text (FAULTS 2.2 B, 29 to 36)."""

import unicodedata

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from faults.corpus import Case, Rejected, Row, Sheet, fault, many, text
from faults.harness import check
from faults.sheets import assert_all_told, assert_fate, named, rows_of
from faults.shop import Shop

COMPOSED, DECOMPOSED = "Zo\u00eb", "Zoe\u0308"
HIGHEST = 2**53
TEXTS = ("龙井茶", "שלום", "🍵", "e\u0323\u0301", "𠮷野家", "ＩＤ", "👩\u200d👧")
LITERALS = ("NA", "null", "None", "nan", "#N/A", "-", "N/A", "NULL", "true")
PATHS = ("../../etc/passwd", "a'b\"c", "a/b\\c", "{x}", "%s", "x" * 256)


def composed(written: str) -> str:
    """The same text in one form, where Unicode has several."""
    return unicodedata.normalize("NFC", written)


def kept(number: int, written: str, becomes: str | None = None) -> Row:
    """An id that is kept, as it is written where nothing else is said."""
    expected = composed(written) if becomes is None else becomes
    return Row(id=number, changes={"who": written}, holds={"customer_id": expected})


def refused(number: int, written: str, reason: str, shown: str | None = None) -> Row:
    """An id that is not."""
    return Row(
        id=number,
        changes={"who": written},
        column="customer_id",
        reason=reason,
        value=shown,
    )


IDS = Sheet(
    name="ids",
    rows=(
        *(kept(29, written) for written in TEXTS),
        *(
            Row(id=29, changes={"what": t}, holds={"product_id": composed(t)})
            for t in TEXTS
        ),
        kept(30, COMPOSED),
        kept(30, DECOMPOSED, COMPOSED),
        kept(30, "Anna"),
        kept(30, "\u0410nna"),
        *(kept(31, written) for written in ("00123", "0123", "123")),
        *(
            refused(32, written, "id_format")
            for written in ("17850.0", "1.785E+04", "1.785e+04", "9007199254740993.0")
        ),
        kept(32, str(HIGHEST - 1)),
        kept(32, str(HIGHEST)),
        kept(32, str(HIGHEST + 1)),
        kept(32, "17850"),
        *(kept(33, written) for written in LITERALS),
        refused(34, "", "null_customer"),
        refused(34, "  ", "null_customer"),
        refused(34, "\u3000\u00a0", "null_customer"),
        *(kept(35, written) for written in PATHS),
        refused(35, "y" * 257, "id_format", "y" * 64),
        refused(35, "z" * 10_000, "id_format", "z" * 64),
        refused(50, "######", "excel_mangled"),
        refused(50, "1.23E+15", "excel_mangled"),
    ),
)
FLOATS = Sheet(
    name="whole-floats",
    ledger={"columns": {"customer_id": {"expression": "who", "whole_float": True}}},
    rows=(
        kept(32, "17850.0", "17850"),
        kept(32, "1.785E+04", "17850"),
        kept(32, f"{HIGHEST + 1}.0", str(HIGHEST + 1)),
        kept(32, f"{HIGHEST - 1}.0", str(HIGHEST - 1)),
        kept(32, f"{HIGHEST}.0", str(HIGHEST)),
        kept(32, "00123", "00123"),
        kept(32, "A-1.0", "A-1.0"),
        refused(32, "17850.5", "id_format"),
    ),
)
NULLS = Sheet(
    name="null-tokens",
    ledger={"nulls": ["NA", "-"]},
    rows=(
        refused(33, "NA", "null_customer"),
        refused(33, " - ", "null_customer"),
        kept(33, "na"),
        kept(33, "null"),
        kept(33, "NAN"),
    ),
)
SHEETS = (IDS, FLOATS, NULLS)
QUARTER = text(
    [("" if i % 4 == 0 else row[0], *row[1:]) for i, row in enumerate(many(40))]
).encode()
LIMITS = {"quarantine_limit": 0.02, "missing_customer_limit": 0.3}
CASES = (
    Case(
        ids=(34,),
        name="a-quarter-without-a-customer-is-within-its-own-limit",
        files={"sales.csv": QUARTER},
        source=LIMITS,
        rejected=[
            Rejected(line, "customer_id", "null_customer", None)
            for line in range(2, 42, 4)
        ],
        facts={"by_reason": {"null_customer": 10}, "rows_ledger": 30},
    ),
    Case(
        ids=(34,),
        name="a-quarter-without-a-customer-is-above-it",
        files={"sales.csv": QUARTER},
        source=LIMITS | {"missing_customer_limit": 0.2},
        code=4,
        says=("null_customer", "10", "40"),
    ),
)


@pytest.mark.parametrize(("sheet", "line", "row"), rows_of(SHEETS), ids=named)
def test_an_id_is_kept_as_text_or_rejected(sheet, line, row, taken):
    assert_fate(taken(sheet), line, row)


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_every_id_has_one_fate(sheet, taken):
    assert_all_told(taken(sheet), sheet)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_missing_customers_have_a_limit_of_their_own(case, tmp_path, plain):
    check(case, tmp_path, plain)


@fault(36)
@pytest.mark.load
def test_a_million_ids_need_little_memory(tmp_path):
    count = 1_000_000
    ids = pa.array(range(count)).cast(pa.string())
    same = {"at": "2024-02-29 13:45", "what": "tea", "n": "1", "paid": "1.00"}
    columns = {n: pa.repeat(pa.scalar(value), count) for n, value in same.items()}
    shop = Shop(tmp_path)
    declared = {"path": "sales.parquet", "format": "parquet"}

    def make(folder):
        table = pa.table({"who": ids, "order": ids} | columns)
        pq.write_table(table, folder / "sales.parquet")

    shop.declare(Case(ids=(36,), name="ids", make=make, file=declared))
    done, peak = shop.run_measured()
    assert done.returncode == 0, done.stderr
    assert shop.accounting()["customers"] == count
    assert peak < 2 << 30
