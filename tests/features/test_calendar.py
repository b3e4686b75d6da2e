import pytest

from patronage.errors import ConfigError
from patronage.features.calendar import days, last_day, written


def told(as_of):
    return [written(day) for day in days(as_of)]


def test_months_end_on_their_last_days():
    assert told("monthly:2016-02..2016-04") == [
        "2016-02-29",
        "2016-03-31",
        "2016-04-30",
    ]
    assert len(days("monthly:2017-03..2017-12")) == 10


def test_quarters_and_years_end_where_they_end():
    assert told("quarterly:2017-02..2017-11") == [
        "2017-03-31",
        "2017-06-30",
        "2017-09-30",
    ]
    assert told("yearly:2015-01..2016-12") == ["2015-12-31", "2016-12-31"]


def test_weeks_are_counted_from_the_first_day():
    assert told("weekly:2017-01-01..2017-01-16") == [
        "2017-01-01",
        "2017-01-08",
        "2017-01-15",
    ]
    assert told("daily:2017-02-27..2017-03-01") == [
        "2017-02-27",
        "2017-02-28",
        "2017-03-01",
    ]


def test_the_last_day_of_a_range_is_told():
    assert last_day("monthly:2016-02..2016-04") == "2016-04-30"


def test_days_and_ranges_may_stand_in_one_list():
    assert told(["2017-05-05", "monthly:2017-04..2017-05"]) == [
        "2017-04-30",
        "2017-05-05",
        "2017-05-31",
    ]


@pytest.mark.parametrize(
    "as_of",
    [
        "monthly:2017-03",
        "monthly:2017-13..2017-14",
        "monthly:2017-03-01..2017-04-01",
        "weekly:2017-03..2017-05",
        "hourly:2017-03..2017-05",
        "daily:2017-03-01..soon",
        2017,
    ],
)
def test_what_is_no_range_is_refused_in_one_sentence(as_of):
    with pytest.raises(ConfigError, match="as_of should be a day such as"):
        days(as_of)


def test_a_range_without_a_day_is_refused():
    with pytest.raises(ConfigError, match="which holds none"):
        days("monthly:2017-05..2017-04")
    with pytest.raises(ConfigError, match="which holds none"):
        days([])
