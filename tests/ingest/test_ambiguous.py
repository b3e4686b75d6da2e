import pytest

NEW_YORK = {
    "time_zone": "America/New_York",
    "business_time_zone": "America/New_York",
}


def zoned(name: str) -> dict[str, str]:
    return {"time_zone": name, "business_time_zone": name}


def ambiguous(world, sale, *times, ledger=None, columns=None, **settings) -> int:
    rows = [sale(at=at, order=f"o{i}") for i, at in enumerate(times)]
    source = world.source(rows, ledger=ledger or {}, columns=columns or {}, **settings)
    return world.ingest(source).ambiguous_times


@pytest.mark.parametrize(
    ("zone", "twice", "once"),
    [
        ("America/New_York", ("2024-11-03 01:00", "01:59"), ("00:59", "02:00")),
        ("Europe/London", ("2024-10-27 01:00", "01:59"), ("00:59", "02:00")),
        ("Australia/Lord_Howe", ("2024-04-07 01:30", "01:59"), ("01:29", "02:00")),
        ("Antarctica/Troll", ("2024-10-27 01:00", "02:59"), ("00:59", "03:00")),
        ("America/St_Johns", ("2006-10-28 23:01", "23:59"), ("23:00", "22:30")),
    ],
)
def test_times_that_came_twice_are_counted(world, sale, zone, twice, once):
    day = twice[0][:10]
    times = [twice[0], *(f"{day} {hour}" for hour in (*twice[1:], *once))]
    assert ambiguous(world, sale, *times, **zoned(zone)) == 2


def test_the_skipped_hour_and_other_days_do_not_count(world, sale):
    times = ("2024-03-10 02:30", "2024-03-10 03:30", "2024-11-02 01:30")
    assert ambiguous(world, sale, *times, **NEW_YORK) == 0


def test_times_of_a_zone_without_summer_are_never_ambiguous(world, sale):
    twice = "2024-11-03 01:30"
    assert ambiguous(world, sale, twice) == 0
    assert ambiguous(world, sale, twice, **zoned("Asia/Shanghai")) == 0


def test_times_with_their_own_zone_and_days_are_never_ambiguous(world, sale):
    form = {"time_format": "%Y-%m-%d %H:%M %z"}
    twice = "2024-11-03 01:30 -0500"
    assert ambiguous(world, sale, twice, ledger=form, **NEW_YORK) == 0
    days = {"time_format": "%Y-%m-%d", "has_time": False}
    assert ambiguous(world, sale, "2024-11-03", ledger=days, **NEW_YORK) == 0


@pytest.mark.parametrize(
    ("unit", "number", "count"),
    [("excel_days", "45599.0625", 1), ("s", "1730611800", 0)],
)
def test_the_days_of_a_spreadsheet_are_local(world, sale, unit, number, count):
    columns = {"ordered_at": {"expression": "at", "unit": unit}}
    found = ambiguous(
        world, sale, number, columns=columns, ledger={"time_format": None}, **NEW_YORK
    )
    assert found == count
