import pytest

from patronage.errors import InputError

NOW = 1709214300


def shop(world, sale, *numbers, unit="s"):
    columns = {"ordered_at": {"expression": "at", "unit": unit}}
    return world.source(
        [sale(at=number, order=f"o{i}") for i, number in enumerate(numbers)],
        columns=columns,
        ledger={"time_format": None},
    )


@pytest.mark.parametrize(
    ("unit", "number", "fits"),
    [
        ("s", NOW * 1000, "ms"),
        ("s", NOW * 10**6, "us"),
        ("ms", NOW, "s"),
        ("ms", NOW * 10**9, "ns"),
        ("s", 45351, "excel_days"),
    ],
)
def test_most_times_out_of_range_speak_of_another_unit(world, sale, unit, number, fits):
    source = shop(world, sale, number, unit=unit)
    with pytest.raises(InputError, match=f"unit of 'ordered_at' .* '{unit}' 100% lie"):
        world.ingest(source)
    with pytest.raises(InputError, match=rf"2100 \(is it '{fits}'\?\)\.$"):
        world.ingest(source)


def test_without_a_unit_that_fits_none_is_proposed(world, sale):
    with pytest.raises(InputError, match=r"100% lie outside 1990 to 2100\.$"):
        world.ingest(shop(world, sale, 1, 2))


def test_half_of_the_times_may_be_out_of_range(world, sale):
    accounting = world.ingest(shop(world, sale, NOW, NOW * 1000))
    assert accounting.by_reason == {"date_range": 1}
    with pytest.raises(InputError, match="67% lie outside"):
        world.ingest(shop(world, sale, NOW, NOW * 1000, 0))


def test_rows_rejected_for_something_else_do_not_count(world, sale):
    columns = {"ordered_at": {"expression": "at", "unit": "s"}}
    rows = [sale(at=NOW, who=""), sale(at=NOW), sale(at=0, order="A2")]
    source = world.source(rows, columns=columns, ledger={"time_format": None})
    assert world.ingest(source).by_reason == {"date_range": 1, "null_customer": 1}
