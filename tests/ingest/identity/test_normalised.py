import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.ingest.declared.keys import Key
from patronage.ingest.identity.normalised import FOLD, fold, normalised


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        opened.create_function(FOLD, fold, ["VARCHAR"], "VARCHAR")
        yield opened


def form(connection, text: str | None, how: str, **settings) -> str | None:
    key = Key(expression="k", normalise=how, **settings)
    written = normalised("k", key, kind="VARCHAR")
    query = f"SELECT {written} FROM (SELECT CAST($1 AS VARCHAR) AS raw_k)"
    return connection.execute(query, [text]).fetchone()[0]


@pytest.mark.parametrize(
    ("how", "written", "value"),
    [
        ("text", "  ＡＢ  c\u3000D\t", "ab c d"),
        ("text", "Straße", "strasse"),
        ("text", "ΟΔΟΣ", "οδοσ"),
        ("text", "\u00a0 ", None),
        ("digits", "No. 0012-34", "001234"),
        ("digits", "１２３", "123"),
        ("digits", "none", None),
        ("phone", "+86 (10) 6552-9988", "861065529988"),
        ("phone", "0086 10 65529988", "861065529988"),
        ("phone", "(+86) 10 65529988", "861065529988"),
        ("phone", "010-6552 9988", "01065529988"),
        ("phone", "＋８６ １０", "8610"),
        ("phone", "", None),
        ("email", " Ann@Example.ORG ", "ann@example.org"),
        ("email", "ann.example.org", None),
        ("email", "@example.org", None),
        ("email", None, None),
    ],
)
def test_each_kind_of_key_has_one_form(connection, how, written, value):
    assert form(connection, written, how) == value


@pytest.mark.parametrize("ignored", ["000000", "000-000", "０００ ０００"])
def test_values_that_stand_for_nothing_are_no_key(connection, ignored):
    assert form(connection, "000-000", "digits", ignore=[ignored, ""]) is None
    assert form(connection, "000-001", "digits", ignore=[ignored, ""]) == "000001"


@given(text=st.text(st.characters(exclude_characters="\0", codec="utf-8")))
@pytest.mark.parametrize("how", ["text", "digits", "phone", "email"])
def test_a_form_that_is_no_telephone_prefix_stays_as_it_is(connection, how, text):
    once = form(connection, text, how)
    if how != "phone" or not (once or "").startswith("00"):
        assert form(connection, once, how) == once


@given(text=st.text(st.characters(exclude_characters="\0", codec="utf-8")))
def test_case_and_width_make_no_difference(connection, text):
    assert form(connection, fold(text), "text") == form(connection, text, "text")


def test_a_key_that_is_a_float_is_refused():
    with pytest.raises(ConfigError, match=r"phone should be text .* got DOUBLE"):
        normalised("k", Key(expression="phone"), kind="DOUBLE")
