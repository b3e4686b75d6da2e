"""Faults of headers and columns (FAULTS 2.2 B, 24 to 28)."""

from dataclasses import replace

import pytest
from faults.corpus import HEADER, PLAIN, Case, text
from faults.harness import check


def headed(*header: str, fault: int = 25, name: str, **more) -> Case:
    """The plain rows below another header."""
    content = {"sales.csv": text(header=header).encode()}
    return replace(Case(ids=(fault,), name=name, files=content), **more)


def without(column: str) -> Case:
    """The plain file, one column short."""
    place = HEADER.index(column)
    short = [[*row[:place], *row[place + 1 :]] for row in (HEADER, *PLAIN)]
    return Case(
        ids=(24,),
        name=f"without-{column}",
        files={"sales.csv": text(short[1:], header=short[0]).encode()},
        code=3,
        says=(f"'{column}'", "missing", *(f"'{name}'" for name in short[0])),
    )


REVERSED = [list(reversed(row)) for row in PLAIN]
WIDER = [[*row, "seen", "1"] for row in PLAIN]
CHINESE = {"columns": {"customer_id": "ID", "amount": "金额"}}
MISSPELT = ("who", "order", "at", "what", "n", "payd")
ALIASES = {"aliases": {"paid": ["price", "cost"], "who": ["client"]}}

CASES = (
    *(without(column) for column in ("who", "order", "paid")),
    headed(
        *MISSPELT,
        fault=24,
        name="a-near-miss",
        code=3,
        says=("'paid'", "'payd'", "did you mean"),
    ),
    headed(
        "who",
        "order",
        "at",
        "what",
        "n",
        "PAID",
        name="another-case",
        code=3,
        says=("'paid'", "'PAID'"),
    ),
    headed(
        " who", "order ", "at", "\u3000what", "n", "paid", name="spaces", plain=True
    ),
    headed(
        "ＩＤ",
        "order",
        "at",
        "what",
        "n",
        "金额 ",
        name="full-width-and-chinese",
        ledger=CHINESE,
        plain=True,
    ),
    headed(
        "client",
        "order",
        "at",
        "what",
        "n",
        "price",
        name="declared-aliases",
        file=ALIASES,
        plain=True,
    ),
    headed(
        "client",
        "order",
        "at",
        "what",
        "n",
        "price",
        name="undeclared-names",
        code=3,
        says=("'client'", "'price'"),
    ),
    headed(
        "paid",
        "order",
        "at",
        "what",
        "n",
        "paid",
        fault=26,
        name="one-name-twice",
        code=3,
        says=("sales", "twice", "paid"),
    ),
    headed(
        "who",
        "order",
        "at",
        "what",
        "paid",
        "ｐａｉｄ ",
        fault=26,
        name="one-name-twice-when-normalised",
        code=3,
        says=("sales", "twice", "paid"),
    ),
    headed(
        "who",
        "order",
        "at",
        "what",
        "paid",
        "price",
        fault=26,
        name="one-name-twice-by-an-alias",
        file=ALIASES,
        code=3,
        says=("sales", "twice", "paid"),
    ),
    Case(
        ids=(27,),
        name="columns-that-nothing-uses",
        files={"sales.csv": text(WIDER, header=(*HEADER, "mood", "extra")).encode()},
        plain=True,
        says=("mood", "extra"),
    ),
    Case(
        ids=(28,),
        name="columns-in-another-order",
        files={"sales.csv": text(REVERSED, header=HEADER[::-1]).encode()},
        plain=True,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_header_maps_as_declared_or_not_at_all(case, tmp_path, plain):
    check(case, tmp_path, plain)
