from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.ingest.sketching.times import (
    CLOCKS,
    DAYS,
    has_clock,
    time_formats,
    time_unit,
)


@pytest.mark.parametrize(
    ("values", "formats"),
    [
        (["2010-12-01 08:26:00"], ("%Y-%m-%d %H:%M:%S",)),
        (["19970118", "19980630"], ("%Y%m%d",)),
        (["03/04/2024", "05/06/2024"], ("%d/%m/%Y", "%m/%d/%Y")),
        (["03/04/2024", "25/06/2024"], ("%d/%m/%Y",)),
        (["03/04/2024", "06/25/2024"], ("%m/%d/%Y",)),
        (["2024年1月2日"], ("%Y年%m月%d日",)),
        (["2024-01-02T03:04:05+08:00"], ("%Y-%m-%dT%H:%M:%S%z",)),
        (["2-Jan-2024"], ("%d-%b-%Y",)),
        (["2024-01-02", "soon"], ()),
        (["1899-12-30"], ()),
        (["2024-02-30"], ()),
        (["1997011"], ()),
        ([], ()),
    ],
)
def test_all_formats_that_fit_all_values_are_found(values, formats):
    assert time_formats(values) == formats


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(DAYS),
    st.sampled_from([clock for clock in CLOCKS if "%z" not in clock]),
)
def test_the_format_in_which_a_time_was_written_is_among_them(moment, day, clock):
    assert day + clock in time_formats([moment.strftime(day + clock)])


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        (["1704164645"], "s"),
        (["1704164645123"], "ms"),
        (["1704164645123456"], "us"),
        (["1704164645123456789"], "ns"),
        (["45293.128", "45294"], "excel_days"),
        (["17850"], None),
        (["-1704164645"], None),
        (["１７０４１６４６４５"], None),
        (["soon"], None),
        ([], None),
    ],
)
def test_numbers_count_from_1970_or_as_excel_does(values, unit):
    assert time_unit(values) == unit


def test_midnight_alone_is_no_clock():
    assert not has_clock(["2024-01-02 00:00", "2024-01-03 00:00"], "%Y-%m-%d %H:%M")
    assert has_clock(["2024-01-02 00:00", "2024-01-03 09:00"], "%Y-%m-%d %H:%M")
