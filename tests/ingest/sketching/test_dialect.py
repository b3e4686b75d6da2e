import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest.sketching.dialect import dialect, has_header


def lines(text):
    return list(StringIO(text, newline=""))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_the_one_that_splits_evenly(delimiter):
    rows = ["id,name", '1,"Lee, A;"', "2,Ray", '3,"Ann\nOh"'] * 10
    text = "\n".join(row.replace(",", delimiter, 1) for row in rows)
    assert dialect(lines(text)).delimiter == delimiter


def test_decimal_commas_are_no_delimiters():
    found = dialect(lines("betrag;menge\n" + "12,50;3,00\n" * 10))
    assert found.delimiter == ";"


def test_delimiters_that_fit_as_well_are_doubted():
    found = dialect(lines("a;b,c\n" + "1;2,3\n" * 10))
    assert found.delimiter == ";"
    assert found.doubts == ("the delimiter may also be ','.",)


def test_columns_of_white_space_have_no_delimiter():
    found = dialect(lines(" 00004 19970101  2   29.33\n 00021 19970101  3   63.34\n"))
    assert found.delimiter == ""
    assert list(found.rows([" 00004  2\n", "\n"])) == [("00004", "2")]


def test_one_column_is_doubted():
    found = dialect(lines("name\nAnn\nBob\n"))
    assert found.doubts == ("no delimiter splits the lines evenly: is it one column?",)


def test_apostrophes_are_quotes_where_they_enclose():
    assert dialect(lines("'a','b'\n'1,5','2'\n")).quote == "'"
    assert dialect(lines("name,n\nO'Hara's,1\n")).quote == '"'


CELL = st.text(st.characters(exclude_categories=("C", "Z")), max_size=8)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=12, max_size=20))
def test_quoted_cells_come_back_as_they_were(cells):
    out = StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("a", "b", "c"), *cells])
    found = dialect(lines(out.getvalue()))
    assert found.delimiter == ","
    assert list(found.rows(lines(out.getvalue()))) == [("a", "b", "c"), *cells]


@pytest.mark.parametrize(
    ("rows", "headed"),
    [
        ([("id", "paid"), ("1", "2.50"), ("2", "3.00")], True),
        ([("1", "2.50"), ("2", "3.00")], False),
        ([("name", "city"), ("Ann", "Rome"), ("Bob", "Oslo")], True),
        ([("Ann", "Rome"), ("Ann", "Oslo")], False),
        ([("id", "id"), ("1", "2")], False),
        ([("", "paid"), ("1", "2")], False),
        ([("id", "paid")], True),
        ([], False),
    ],
)
def test_a_header_names_what_stands_below_it(rows, headed):
    assert has_header(rows) is headed
