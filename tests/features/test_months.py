import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import day

from patronage.features.months import begun_month, full_months, later, year_start
from tests.features.oracle_months import ended_months, plus


@given(st.lists(st.integers(-900, 40_000), min_size=1), st.integers(-30, 30))
def test_the_same_day_of_another_month_is_that_of_the_calendar(days, months):
    expected = [plus(each, months) for each in days]
    assert later(np.array(days), months).tolist() == expected


def test_a_month_that_is_shorter_has_its_last_day():
    found = later(np.array([day("2016-01-31"), day("2015-01-31")]), 1)
    assert found.tolist() == [day("2016-02-29"), day("2015-02-28")]


def test_no_days_have_no_later_ones():
    assert later(np.array([], np.int32), 3).tolist() == []


@given(st.integers(0, 40_000), st.integers(1, 12))
def test_full_months_are_those_of_the_calendar(as_of, n):
    found = [(month.first, month.last) for month in full_months(as_of, n)]
    assert found == ended_months(as_of, n)


@pytest.mark.parametrize(
    ("as_of", "first", "begun"),
    [
        ("2017-03-31", "2017-03-01", "2017-04-01"),
        ("2017-03-30", "2017-02-01", "2017-03-01"),
    ],
)
def test_a_month_is_full_on_its_last_day(as_of, first, begun):
    assert full_months(day(as_of), 1)[0].first == day(first)
    assert begun_month(day(as_of)).first == day(begun)


def test_months_know_their_place_in_the_year():
    assert [month.of_year for month in full_months(day("2017-02-28"), 3)] == [1, 0, 11]


def test_the_year_of_a_months_end_begins_with_a_month():
    assert year_start(day("2017-02-28")) == day("2016-03-01")
    assert year_start(day("2017-02-15")) == day("2016-02-16")
