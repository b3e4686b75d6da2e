import pytest

from patronage.ingest.sketching.column import SketchedColumn


def column(*values, typed=""):
    return SketchedColumn("x", "x", values, typed)


def test_blank_is_missing_and_words_for_nothing_are_not():
    seen = column("a", " ", None, "NA")
    assert seen.missing == 0.5
    assert seen.present == ("a", "NA")
    assert seen.nulls == ("NA",)
    assert seen.levels == ("a",)


def test_numbers_are_seen_beside_words_for_nothing():
    assert column("1.5", "NULL").numbers is not None


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        (["17850.0", "12346.0"], True),
        (["1.785E+04"], True),
        (["17850.5", "12346.0"], False),
        (["17850"], False),
        ([], False),
    ],
)
def test_ids_that_went_through_floats_are_noticed(values, whole):
    assert column(*values).is_whole_float is whole


def test_leading_zeros_are_noticed():
    assert column("00123", "4").has_leading_zeros
    assert not column("0", "0.5", "10").has_leading_zeros


def test_a_key_differs_in_every_row():
    assert column("a", "b").is_key
    assert not column("a", "a").is_key
    assert not column("a", None).is_key
    assert not column().is_key


def test_typed_times_need_no_format():
    seen = column("2024-01-02", typed="day")
    assert seen.may_be_time
    assert seen.time_formats == ()


@pytest.mark.parametrize(
    ("values", "plain"),
    [(["1.5", "-2"], True), (["1,234.5"], False), (["$1"], False), (["(1)"], False)],
)
def test_plain_numbers_are_those_that_sql_reads(values, plain):
    assert column(*values).is_plain_number is plain
