from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.ingest.casting.epochs import stamp

NOON = datetime(2024, 2, 29, 12, 34, 56, 789012, tzinfo=UTC)


def read(number, unit, kind="DECIMAL(38, 10)"):
    query = f"SELECT CAST({stamp('n', unit)} AS VARCHAR) FROM (SELECT ?::{kind} AS n)"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return connection.execute(query, [number]).fetchone()[0]


@pytest.mark.parametrize(
    ("number", "unit", "time"),
    [
        ("1709210096.789012", "s", "2024-02-29 12:34:56.789012+00"),
        ("1709210096", "s", "2024-02-29 12:34:56+00"),
        ("1709210096789", "ms", "2024-02-29 12:34:56.789+00"),
        ("1709210096789012", "us", "2024-02-29 12:34:56.789012+00"),
        ("1709210096789012999", "ns", "2024-02-29 12:34:56.789012+00"),
        ("45351", "excel_days", "2024-02-29 00:00:00"),
        ("45351.5", "excel_days", "2024-02-29 12:00:00"),
        ("45351.57361111111", "excel_days", "2024-02-29 13:46:00"),
        (None, "s", None),
    ],
)
def test_a_number_stands_for_a_time(number, unit, time):
    assert read(number, unit) == time


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns", "excel_days"])
@pytest.mark.parametrize("number", ["9" * 20, "-" + "9" * 20, "-" + "9" * 12])
def test_what_is_far_out_of_range_stays_out_of_it(unit, number):
    assert not "1990" <= read(number, unit)[:4] <= "2100"


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_the_wrong_unit_is_out_of_range(unit):
    seconds = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
    right = int(NOON.timestamp()) * seconds[unit]
    assert read(str(right), unit).startswith("2024-02-29 12:34:56")
    assert not "1990" <= read(str(right * 1000), unit)[:4] <= "2100"
    assert not "1990" <= read(str(right // 1000), unit)[:4] <= "2100"


@settings(max_examples=50, deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)))
def test_minutes_survive_the_days_of_a_spreadsheet(time):
    minute = time.replace(second=0, microsecond=0)
    serial = (minute - datetime(1899, 12, 30)) / timedelta(days=1)
    assert read(serial, "excel_days", "DOUBLE") == f"{minute:%Y-%m-%d %H:%M:00}"
