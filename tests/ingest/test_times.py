from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from patronage.errors import ConfigError

NEW_YORK = "America/New_York"


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
        (2, "ordered_at", "nonexistent_time", "2024-03-10 02:30")
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
    assert [row[:3] for row in world.rejected()] == [(2, "ordered_at", reason)]


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
