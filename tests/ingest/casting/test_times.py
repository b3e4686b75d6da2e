from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd
import pytest
from cells import cells, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.ingest.casting.times import Clock, time
from patronage.ingest.declared.rows import Value

NEW_YORK = "America/New_York"
MINUTES = "%Y-%m-%d %H:%M"


def maker(zone="UTC", business=None, form=MINUTES, required=True, **declared):
    value = Value(expression="when", **declared)
    clock = Clock(zone=zone, business_zone=business or zone, format=form, has_time=True)
    return lambda kind: time("ordered_at", kind, value, clock, required=required)


def times(found, kind="VARCHAR", **settings):
    return cells(maker(**settings), found, kind)


def test_days_and_hours_are_those_of_the_business(world, sale):
    source = world.source([sale(at="2017-01-02 03:30")], business_time_zone=NEW_YORK)
    world.ingest(source)
    row = world.table("ledger").iloc[0]
    assert row["ordered_at"] == pd.Timestamp("2017-01-02 03:30", tz="UTC")
    assert row["order_day"] == pd.Timestamp("2017-01-01")
    assert row["order_hour"] == 22


@pytest.mark.parametrize("zone", [NEW_YORK, "Asia/Shanghai", "Australia/Adelaide"])
@pytest.mark.parametrize(
    "at",
    ["2024-01-15 23:59", "2024-07-15 00:00", "2024-11-03 01:30", "2024-04-07 02:15"],
)
def test_local_times_agree_with_zoneinfo(world, sale, zone, at):
    world.ingest(world.source([sale(at=at)], time_zone=zone, business_time_zone=zone))
    local = datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone))
    assert world.table("ledger")["ordered_at"][0] == local.astimezone(UTC)


def test_a_time_that_the_clocks_skipped_is_rejected(world, sale):
    rows = [
        sale(at="2024-03-10 01:59"),
        sale(at="2024-03-10 02:30"),
        sale(at="2024-03-10 03:00"),
    ]
    source = world.source(rows, time_zone=NEW_YORK, business_time_zone=NEW_YORK)
    assert world.ingest(source).rows_ledger == 2
    assert world.rejected() == [
        (3, "ordered_at", "nonexistent_time", "2024-03-10 02:30")
    ]


def test_of_a_time_that_the_clocks_repeated_the_earlier_is_taken(world, sale):
    source = world.source(
        [sale(at="2024-11-03 01:30")], time_zone=NEW_YORK, business_time_zone=NEW_YORK
    )
    world.ingest(source)
    assert world.table("ledger")["ordered_at"][0] == pd.Timestamp(
        "2024-11-03 05:30", tz="UTC"
    )


def test_times_with_their_own_zone_keep_it(world, sale):
    source = world.source(
        [sale(at="2024-01-01 02:00 +0500")],
        time_zone=NEW_YORK,
        ledger={"time_format": "%Y-%m-%d %H:%M %z"},
    )
    world.ingest(source)
    row = world.table("ledger").iloc[0]
    assert row["ordered_at"] == pd.Timestamp("2023-12-31 21:00", tz="UTC")
    assert row["order_day"] == pd.Timestamp("2023-12-31")


def test_days_without_a_time_stay_the_days_they_are(world, sale):
    source = world.source(
        [sale(at="29/02/2024")],
        time_zone="UTC",
        business_time_zone=NEW_YORK,
        ledger={"time_format": "%d/%m/%Y", "has_time": False},
    )
    world.ingest(source)
    ledger = world.table("ledger")
    assert ledger["order_day"].tolist() == [pd.Timestamp("2024-02-29")]
    assert "order_hour" not in ledger


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ("", "time_null"),
        ("2024-02-30 10:00", "time_format"),
        ("03/04/2024 10:00", "time_format"),
        ("2024-02-29 23:59:60", "time_format"),
        ("0000-00-00 00:00", "date_range"),
        ("0000-01-01 00:00", "date_range"),
        ("2024-00-00 00:00", "time_format"),
        ("1-Mar", "excel_mangled"),
        ("########", "excel_mangled"),
        ("2023-02-29 10:00", "time_format"),
        ("1899-12-30 00:00", "date_range"),
        ("1970-01-01 00:00", "date_range"),
        ("9999-12-31 00:00", "date_range"),
        ("1989-12-31 23:59", "date_range"),
        ("2101-01-01 00:00", "date_range"),
    ],
)
def test_what_is_no_time_is_rejected_with_its_reason(world, sale, at, reason):
    world.ingest(world.source([sale(), sale(at=at)]))
    assert [row[:3] for row in world.rejected()] == [(3, "ordered_at", reason)]


def test_text_times_need_a_declared_format(world, sale):
    source = world.source([sale()], ledger={"time_format": None})
    with pytest.raises(ConfigError, match="'ordered_at' is text: its time_format"):
        world.ingest(source)


@pytest.mark.parametrize("kind", ["TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_S"])
def test_typed_times_need_none(world, sale, kind):
    columns = {"ordered_at": f'CAST("at" AS {kind})'}
    source = world.source(
        [sale(at="2024-02-29 13:45:00")], columns=columns, ledger={"time_format": None}
    )
    world.ingest(source)
    assert world.table("ledger")["ordered_at"][0] == pd.Timestamp(
        "2024-02-29 13:45", tz="UTC"
    )


@pytest.mark.parametrize(
    "zone",
    [NEW_YORK, "Australia/Lord_Howe", "Antarctica/Troll", "Europe/London", "Asia/Gaza"],
)
def test_every_hour_of_a_year_agrees_with_zoneinfo(zone):
    hours = pd.date_range("2024-01-01", "2024-12-31", freq="30min")
    texts = [f"{hour:%Y-%m-%d %H:%M}" for hour in hours]
    made = maker(zone)("VARCHAR")
    query = "(SELECT unnest(?) AS raw_ordered_at)"
    for name, step in made.steps:
        query = f"(SELECT *, {step} AS {name} FROM {query})"
    selected = f"epoch({made.values['ordered_at']}), {made.checks['nonexistent_time']}"
    found = duckdb.execute(f"SELECT {selected} FROM {query}", [texts]).fetchall()
    for hour, (seconds, skipped) in zip(hours, found, strict=True):
        local = hour.to_pydatetime().replace(tzinfo=ZoneInfo(zone))
        exists = local.astimezone(UTC).astimezone(ZoneInfo(zone)) == local
        assert skipped == (not exists)
        assert skipped or seconds == local.timestamp()


def test_iso_weeks_and_leap_days_are_days():
    found = ["2020-W53-5", "2024-W09-4"]
    made = times(found, form="%G-W%V-%u")
    assert made == ["2021-01-01 00:00:00+00", "2024-02-29 00:00:00+00"]


@pytest.mark.parametrize(
    ("form", "written", "day"),
    [
        ("%G-W%V-%u", "2021-W53-1", None),
        ("%G-W%V-%u", " 2021-W1-1 ", "2021-01-04"),
        ("%Y-%j", "2021-366", None),
        ("%Y-%j", "2020-366", "2020-12-31"),
        ("%Y-%j", "2021-60", "2021-03-01"),
        ("%Y %U %w", "2021 52 6", None),
        ("%Y %W %w", "2021 00 1", None),
        ("%Y %W %w", "2021 00 0", "2021-01-03"),
    ],
)
def test_a_week_or_day_that_a_year_has_not_is_no_time(form, written, day):
    expected = f"{day} 00:00:00+00" if day else "[time_format]"
    assert times([written], form=form) == [expected]


@settings(max_examples=50, deadline=None)
@given(
    st.integers(1991, 2100),
    st.integers(1, 53),
    st.integers(1, 7),
    st.sampled_from("Vj"),
)
def test_iso_weeks_and_days_of_the_year_agree_with_the_calendar(year, week, day, kind):
    number = (week - 1) * 7 + day
    form, written = {
        "V": ("%G-W%V-%u", f"{year}-W{week:02}-{day}"),
        "j": ("%Y-%j", f"{year}-{number:03}"),
    }[kind]
    try:
        right = (
            date.fromisocalendar(year, week, day)
            if kind == "V"
            else datetime.strptime(written, form)
        )
        wanted = f"{right:%Y-%m-%d} 00:00:00+00"
    except ValueError:
        wanted = "[time_format]"
    if wanted < "2101":
        assert times([written], form=form) == [wanted]


@pytest.mark.parametrize(
    ("unit", "number"),
    [
        ("s", "1709214300"),
        ("ms", " 1709214300000 "),
        ("us", "1709214300000000"),
        ("ns", "1709214300000000000"),
        ("excel_days", "45351.57291666667"),
    ],
)
def test_numbers_of_a_declared_unit_are_times(unit, number):
    assert times([number], unit=unit, form=None) == ["2024-02-29 13:45:00+00"]
    assert times([float(number)], "DOUBLE", unit=unit) == ["2024-02-29 13:45:00+00"]


def test_epochs_are_instants_and_serials_are_local():
    made = rows(
        {"ordered_at": maker(NEW_YORK, unit="s")}, [{"ordered_at": "1709168400"}]
    )
    assert made[0].values["order_day"] == "2024-02-28"
    assert times(["45351"], zone=NEW_YORK, unit="excel_days") == [
        "2024-02-29 05:00:00+00"
    ]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("", "time_null"),
        ("0", "date_range"),
        ("1709214300000", "date_range"),
        ("9" * 30, "time_format"),
        ("today", "time_format"),
    ],
)
def test_numbers_that_are_no_times_are_rejected(number, reason):
    assert times([number], unit="s") == [f"[{reason}]"]


def test_an_epoch_cut_down_by_a_spreadsheet_is_no_time():
    assert times(["1.71E+12"], unit="ms") == ["[excel_mangled]"]


def test_declared_tokens_are_no_times():
    found = ["9999-12-31 00:00", "0000-00-00", " - ", "", "2024-01-01 00:00"]
    tokens = {"nulls": ["9999-12-31 00:00", "0000-00-00", "-"]}
    null = "[time_null]"
    assert times(found, **tokens)[:4] == [null] * 4
    assert times(found, required=False, **tokens) == [
        *[None] * 4,
        "2024-01-01 00:00:00+00",
    ]
    assert times(["0", None], unit="s", nulls=["0"], required=False) == [None, None]


def test_a_time_that_is_never_known_needs_no_format():
    assert times([None], "TIMESTAMP", form=None, required=False) == [None]


@pytest.mark.parametrize("kind", ["BIGINT", "DOUBLE", "DECIMAL(10, 2)"])
def test_numbers_need_a_declared_unit(kind):
    with pytest.raises(ConfigError, match="'ordered_at' is a number: its unit must be"):
        maker()(kind)


def test_a_unit_is_not_for_times():
    with pytest.raises(ConfigError, match="a unit is for numbers; 'ordered_at' is"):
        maker(unit="s")("TIMESTAMP")


def test_a_format_that_cannot_be_read_is_refused():
    with pytest.raises(ConfigError, match=r"time_format of 'ordered_at' .*'%Q'"):
        maker(form="%Y-%Q")("VARCHAR")


def test_a_zone_beside_weeks_is_refused():
    with pytest.raises(ConfigError, match="a zone beside weeks or days of a year"):
        maker(form="%G-W%V-%u %z")("VARCHAR")
