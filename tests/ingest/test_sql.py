import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest import sql

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(TEXT)
def test_any_text_is_a_value_and_nothing_else(text):
    found = duckdb.sql(f"SELECT {sql.literal(text)} AS x").fetchall()
    assert found == [(text,)]


@given(TEXT.filter(lambda text: text.strip()))
def test_any_text_is_a_name_and_nothing_else(text):
    assert duckdb.sql(f"SELECT 1 AS {sql.name(text)}").columns == [text]


def test_the_first_condition_that_holds_decides():
    found = duckdb.sql(
        f"SELECT {sql.case([('false', '1'), ('true', '2'), ('true', '3')])}"
    )
    assert found.fetchall() == [(2,)]


@pytest.mark.parametrize("empty", [[]])
def test_no_condition_is_null(empty):
    assert sql.case(empty) == "NULL"
