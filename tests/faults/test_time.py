"""Faults of time (FAULTS 2.2 C, 51 to 58), wherever the machine believes it is."""

import pytest
from faults.corpus import Case, Rejected, Row, Sheet, many, sales, text
from faults.harness import check
from faults.sheets import assert_all_told, assert_fate, named, rows_of

ZONES = ("UTC", "Asia/Shanghai", "America/New_York")
LONDON = {"time_zone": "Europe/London", "business_time_zone": "Europe/London"}
SECONDS = {"time_format": "%Y-%m-%d %H:%M:%S"}


def at(number: int, written: str, utc: str, **holds: object) -> Row:
    """A time that is kept, as UTC."""
    times = {"ordered_at": f"{utc}+00:00"} | holds
    return Row(id=number, changes={"at": written}, holds=times)


def refused(number: int, written: str, reason: str) -> Row:
    """A time that is not."""
    return Row(id=number, changes={"at": written}, column="ordered_at", reason=reason)


IN_LONDON = Sheet(
    name="london",
    source=LONDON,
    ledger=SECONDS,
    rows=(
        at(53, "2024-03-31 00:59:59", "2024-03-31 00:59:59"),
        refused(53, "2024-03-31 01:00:00", "nonexistent_time"),
        refused(53, "2024-03-31 01:59:59", "nonexistent_time"),
        at(53, "2024-03-31 02:00:00", "2024-03-31 01:00:00"),
        at(53, "2024-10-27 01:30:00", "2024-10-27 00:30:00", order_day="2024-10-27"),
        at(53, "2024-10-27 02:00:00", "2024-10-27 02:00:00"),
        *(
            refused(56, f"{day} 00:00:00", "date_range")
            for day in (
                "1970-01-01",
                "1899-12-30",
                "1989-12-31",
                "2101-01-01",
                "9999-12-31",
                "0000-00-00",
            )
        ),
        at(58, "2024-02-29 23:59:59", "2024-02-29 23:59:59"),
        refused(58, "2023-02-29 12:00:00", "time_format"),
        refused(58, "2016-12-31 23:59:60", "time_format"),
        refused(51, "03/04/2024 12:00:00", "time_format"),
        refused(50, "########", "excel_mangled"),
        refused(50, "1-Mar", "excel_mangled"),
        refused(56, "", "time_null"),
    ),
)
WITH_OFFSETS = Sheet(
    name="offsets",
    source={"business_time_zone": "Asia/Shanghai"},
    ledger={"time_format": "%Y-%m-%dT%H:%M:%S%z"},
    rows=(
        at(54, "2024-03-01T23:30:00+0800", "2024-03-01 15:30:00"),
        at(
            54,
            "2024-03-01T23:30:00-0500",
            "2024-03-02 04:30:00",
            order_day="2024-03-02",
            order_hour=12,
        ),
        at(
            54,
            "2024-03-01T20:00:00+0000",
            "2024-03-01 20:00:00",
            order_day="2024-03-02",
            order_hour=4,
        ),
        refused(52, "2024-03-01T20:00:00", "time_format"),
    ),
)
IN_WEEKS = Sheet(
    name="weeks",
    ledger={"time_format": "%G-W%V-%u", "has_time": False},
    rows=(
        at(58, "2020-W53-5", "2021-01-01 00:00:00", order_day="2021-01-01"),
        at(58, "2021-W01-1", "2021-01-04 00:00:00", order_day="2021-01-04"),
        refused(58, "2021-W53-1", "time_format"),
    ),
)
SHEETS = (IN_LONDON, WITH_OFFSETS, IN_WEEKS)


def numbered(unit: str | None) -> dict[str, object]:
    """Times written as numbers of a unit."""
    return {
        "time_format": None,
        "columns": {"ordered_at": {"expression": "at", "unit": unit}},
    }


def stamped(*times: str) -> bytes:
    """One order at each time."""
    return sales(*({"at": time, "order": f"o{i}"} for i, time in enumerate(times)))


SECOND = ("1709214300", "1709214301")
UTC = [f"2024-02-29 13:45:0{i}+00:00" for i in range(2)]
STRICTER = {"quarantine_limit": 0.02}
CASES = (
    Case(
        ids=(51,),
        name="a-day-and-month-that-may-be-swapped",
        files={"sales.csv": sales({"at": "03/04/2024"})},
        ledger={"time_format": None},
        code=2,
        says=("time_format", "declared"),
    ),
    Case(
        ids=(52,),
        name="times-of-no-zone",
        files={"sales.csv": sales({})},
        source={"time_zone": ""},
        code=2,
        says=("time_zone", "declared"),
    ),
    Case(
        ids=(52,),
        name="days-of-no-zone",
        files={"sales.csv": sales({})},
        source={"business_time_zone": ""},
        code=2,
        says=("business_time_zone", "declared"),
    ),
    Case(
        ids=(51,),
        name="a-format-that-is-none",
        files={"sales.csv": sales({})},
        ledger={"time_format": "%Q"},
        code=2,
        says=("time_format", "%Q"),
    ),
    Case(
        ids=(51,),
        name="another-format-than-declared",
        files={"sales.csv": text(many(9)).encode()},
        ledger={"time_format": "%d.%m.%Y"},
        source=STRICTER,
        code=4,
        says=("time_format", "2024-02-29 13:45"),
    ),
    *(
        Case(
            ids=(57,),
            name=f"epoch-in-{unit}",
            files={"sales.csv": stamped(*(second + "0" * zeros for second in SECOND))},
            ledger=numbered(unit),
            holds={"order_hour": [13, 13], "order_id": ["o0", "o1"]},
        )
        for unit, zeros in (("s", 0), ("ms", 3), ("ns", 9))
    ),
    Case(
        ids=(57,),
        name="excel-days",
        files={"sales.csv": stamped("45351", "45351.5", "61")},
        ledger=numbered("excel_days"),
        holds={"order_hour": [0, 12]},
        rejected=[Rejected(4, "ordered_at", "date_range", "61")],
    ),
    Case(
        ids=(57,),
        name="milliseconds-said-to-be-seconds",
        files={"sales.csv": stamped(*(second + "000" for second in SECOND))},
        ledger=numbered("s"),
        source=STRICTER,
        code=3,
        says=("unit", "ordered_at"),
    ),
    Case(
        ids=(57,),
        name="numbers-without-a-unit",
        files={"sales.csv": stamped(*SECOND)},
        ledger=numbered(None) | {"columns": {"ordered_at": 'CAST("at" AS BIGINT)'}},
        code=2,
        says=("ordered_at", "unit"),
    ),
    Case(
        ids=(53,),
        name="an-hour-that-comes-twice-is-said",
        files={"sales.csv": stamped("2024-10-27 01:30", "2024-10-27 03:30")},
        source=LONDON,
        facts={"ambiguous_times": 1},
    ),
)


@pytest.mark.parametrize(("sheet", "line", "row"), rows_of(SHEETS), ids=named)
def test_a_time_is_exact_or_rejected(sheet, line, row, taken):
    assert_fate(taken(sheet, TZ=ZONES[-1]), line, row)


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_every_time_has_one_fate_and_the_machines_zone_changes_no_byte(sheet, taken):
    assert_all_told(taken(sheet, TZ="UTC"), sheet)
    tables = [taken(sheet, TZ=zone).tables() for zone in ZONES]
    assert tables[0] == tables[1] == tables[2]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_times_of_a_kind_end_as_promised(case, tmp_path, plain):
    check(case, tmp_path, plain, TZ="America/New_York")
