from patronage.ingest.sketching.column import SketchedColumn
from patronage.ingest.sketching.value import time_settings, value
from patronage.ingest.sketching.yaml import Doubted


def column(*values, typed=""):
    return SketchedColumn("x", "x", values, typed)


def test_plain_values_need_their_name_only():
    assert value("amount", column("1.50", "2")) == "x"
    assert value("customer_id", column("A1", "B2")) == "x"


def test_ids_that_went_through_floats_are_declared_whole():
    expected = {"expression": "x", "whole_float": True}
    assert value("customer_id", column("17850.0")) == expected


def test_leading_zeros_are_a_doubt_of_ids():
    written = value("customer_id", column("007", "8"))
    assert isinstance(written, Doubted)
    assert "start with 0" in written.doubts[0]


def test_words_for_nothing_are_declared_of_numbers_and_doubted_of_text():
    assert value("amount", column("1.5", "NULL")) == {
        "expression": "x",
        "nulls": ("NULL",),
    }
    (doubt,) = value("brand", column("tea", "NA")).doubts
    assert doubt.startswith("NA is text here")


def test_marks_and_symbols_are_declared():
    assert value("amount", column("1.234,50 €", "(2,00 €)")) == {
        "expression": "x",
        "decimal": ",",
        "thousands": ".",
        "symbols": ("€",),
        "parentheses": True,
    }


def test_marks_that_could_be_others_are_doubted():
    (doubt,) = value("amount", column("1,234")).doubts
    assert doubt == "decimal and thousands marks could also be ',' and ''."


def test_numbers_as_times_have_a_unit_and_a_doubt():
    written = value("ordered_at", column("1704164645"))
    assert written.value == {"expression": "x", "unit": "s"}
    assert written.doubts


def test_a_time_says_its_format_and_whether_it_has_a_clock():
    assert time_settings(column("2024-01-02 09:00")) == {
        "time_format": "%Y-%m-%d %H:%M"
    }
    assert time_settings(column("20240102")) == {
        "time_format": "%Y%m%d",
        "has_time": False,
    }
    assert time_settings(column("2024-01-02", typed="day")) == {"has_time": False}
    assert time_settings(column("2024-01-02 09:00", typed="time")) == {}


def test_midnight_everywhere_is_doubted():
    written = time_settings(column("2024-01-02 00:00:00"))["has_time"]
    assert written.doubts == ("all times are midnight: taken as days.",)
    typed = column("2024-01-02 00:00:00+00:00", typed="time")
    assert time_settings(typed) == {"has_time": written}


def test_an_ambiguous_date_is_doubted_with_both_readings():
    written = time_settings(column("03/04/2024"))["time_format"]
    assert written.value == "%d/%m/%Y"
    assert "%m/%d/%Y" in written.doubts[0]
