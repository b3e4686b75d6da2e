import unicodedata

import pytest
from cells import cells
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.ingest.casting.texts import prose, text
from patronage.ingest.declared.rows import Value


def ids(found, kind="VARCHAR", column="customer_id", **declared):
    value = Value(expression="who", **declared)
    return cells(lambda kind: text(column, kind, value, required=True), found, kind)


def dimension(found, **declared):
    value = Value(expression="brand", **declared)
    return cells(lambda kind: text("brand", kind, value), found)


LITERAL = ["007", "NA", "null", "None", "-", "nan", "#N/A", "1e3", "1.5", "17850.5"]
SPACES = "".join(c for c in map(chr, range(2**16)) if unicodedata.category(c) == "Zs")
FOREIGN = ["客户①", "a/../b", "O'Neil", '"', "+491701", "١٢٣", "👩‍💻", "x" * 256]


@pytest.mark.parametrize("who", LITERAL + FOREIGN)
def test_ids_stay_the_text_they_are(who):
    assert ids([who]) == [who]


def test_ids_are_trimmed_and_composed():
    assert ids([" Zoe\u0308 ", "Zo\u00eb"]) == ["Zo\u00eb", "Zo\u00eb"]


@pytest.mark.parametrize("space", SPACES)
def test_no_space_of_any_script_around_an_id_makes_another(space):
    assert ids([f"a{space}", f"{space}7"]) == ["a", "7"]


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (None, "null_customer"),
        ("", "null_customer"),
        ("  ", "null_customer"),
        ("x" * 257, "id_format"),
        ("客" * 257, "id_format"),
        ("17850.0", "id_format"),
        ("0.00", "id_format"),
        ("1.785E+04", "id_format"),
        ("2e+5", "id_format"),
        ("1.23E+15", "excel_mangled"),
        ("######", "excel_mangled"),
        ("a\x01b", "control_char"),
        ("a\nb", "control_char"),
        ("a\tb", "control_char"),
        ("1-Mar", "excel_mangled"),
        ("Mar-01", "excel_mangled"),
        ("01-Mar-24", "excel_mangled"),
        ("é\x00b", "control_char"),
    ],
)
def test_what_is_no_id_is_rejected_with_its_reason(who, reason):
    assert ids([who]) == [f"[{reason}]"]


@pytest.mark.parametrize("who", ["Mar-a", "March-01", "1-mar", "001-Mar", "x-1-Mar"])
def test_an_id_with_a_month_in_it_is_an_id(who):
    assert ids([who]) == [who]


def test_lines_within_a_value_are_kept():
    found = ['tea\nfrom "Fujian"', "a\tb\r\nc", "a\x1bb", "a\x7fb"]
    fault = "[control_char]"
    assert dimension(found) == [*found[:2], fault, fault]
    assert ids(found, column="product_id") == [*found[:2], fault, fault]
    assert ids(found, column="order_id") == [fault] * 4


def test_other_ids_may_look_like_floats():
    assert ids(["1.0", "2e+5"], column="product_id") == ["1.0", "2e+5"]
    assert ids(["######"], column="order_id") == ["[excel_mangled]"]


def test_a_rejected_id_is_shown_in_the_quarantine(world, sale):
    world.ingest(world.source([sale(), sale(who="y" * 300), sale(who="17850.0")]))
    shown = [(column, reason, value) for _, column, reason, value in world.rejected()]
    assert shown == [
        ("customer_id", "id_format", "y" * 64),
        ("customer_id", "id_format", "17850.0"),
    ]


def test_only_declared_tokens_are_null():
    tokens = {"nulls": ["NA", " - ", "0"]}
    found = ["NA", " NA ", "na", "-", "0", "00", "null"]
    null = "[null_customer]"
    assert ids(found, **tokens) == [null, null, "na", null, null, "00", "null"]
    assert dimension(found, **tokens) == [None, None, "na", None, None, "00", "null"]


def test_floats_are_ids_only_where_that_is_declared():
    found = ["17850.0", "1.785E+04", "00123.00", "17850", "9007199254740993.0", "2E+05"]
    wanted = ["17850", "17850", "00123", "17850", "9007199254740993", "200000"]
    assert ids(found, whole_float=True) == wanted


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("17850.5", "id_format"),
        ("1.7855E+03", "id_format"),
        ("1.79E+15", "excel_mangled"),
        ("", "null_customer"),
    ],
)
def test_a_float_that_is_not_whole_is_no_id(who, reason):
    assert ids([who], whole_float=True) == [f"[{reason}]"]


def test_typed_floats_are_ids_while_they_are_exact():
    found = [17850.0, 2.0**53 - 1, 2.0**53, 0.5, float("nan"), float("inf"), None]
    fault, null = "[id_format]", "[null_customer]"
    wanted = ["17850", "9007199254740991", fault, fault, null, fault, null]
    assert ids(found, "DOUBLE", whole_float=True) == wanted
    assert ids([2.0**24 - 1, 2.0**24], "FLOAT", whole_float=True) == ["16777215", fault]


def test_floats_are_refused_before_two_become_one():
    with pytest.raises(ConfigError, match="'customer_id' should be text or whole"):
        ids([1.0], "DOUBLE")


def test_large_whole_numbers_stay_apart():
    found = [2**53 - 1, 2**53, 2**53 + 1]
    assert ids(found, "BIGINT") == list(map(str, found))
    assert ids([f"{n}.0" for n in found], whole_float=True) == list(map(str, found))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=40), st.booleans())
def test_text_is_composed_and_trimmed_or_rejected(found, floats):
    clean = [unicodedata.normalize("NFC", text.strip(SPACES)) for text in found]
    made = ids(found, whole_float=floats, column="order_id")
    kept = [
        (got, want)
        for got, want in zip(made, clean, strict=True)
        if not got.startswith("[")
    ]
    assert all(got == want for got, want in kept)
    plain = [want.isascii() and want.isalpha() and len(want) < 257 for want in clean]
    assert sum(plain) <= len(kept)


@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.integers(-(10**30), 10**30), min_size=2, max_size=40),
    st.sampled_from(["{}", "{}.0", "{}.000"]),
)
def test_different_numbers_never_become_one_customer(found, written):
    made = ids([written.format(n) for n in found], whole_float=True)
    assert len(set(made)) == len(found)


def test_a_value_outside_its_levels_is_rejected():
    assert dimension(["a", "c", ""], levels=["a", "b"]) == ["a", "[level]", None]


def test_blank_dimensions_are_null():
    assert dimension(["", " ", None, " tea "]) == [None, None, None, "tea"]


def test_prose_may_be_long_and_have_lines():
    value = Value(expression="said", nulls=["n/a"])
    long = "a\nb\tc\r\n" + "x" * 999
    made = cells(lambda _: prose("text", value), [long, " n/a ", "", "é\x00b", None])
    assert made == [long, None, None, "[control_char]", None]
