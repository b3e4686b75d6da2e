from dataclasses import asdict
from decimal import Decimal

import pytest

from patronage.errors import QualityError
from patronage.ingest import Accounting, Notes

HEADER = ["who", "order", "at", "what", "n", "paid"]


def test_days_zeros_and_customers_in_debt_are_counted(world, sale):
    rows = [
        sale(at="2024-01-31 10:00", paid="0"),
        sale(at="2024-02-01 10:00", paid="5"),
        sale(who="b", paid="5"),
        sale(who="b", paid="-6", at="2024-02-03 10:00"),
    ]
    accounting = world.ingest(world.source(rows))
    assert (accounting.first_day, accounting.last_day) == ("2024-01-31", "2024-02-29")
    assert (accounting.zero_amounts, accounting.net_negative_customers) == (1, 1)
    assert accounting.customers == 2


def test_what_rounding_took_from_kept_values_is_counted(world, sale):
    rows = [
        sale(paid="1.004", n="0.5"),
        sale(paid="2.0149"),
        sale(paid="1.50000"),
        sale(paid="9.999", at="soon"),
    ]
    accounting = world.ingest(world.source(rows))
    assert accounting.rounded == {"quantity": 1, "amount": 2}
    assert Decimal(accounting.money_rounded) == Decimal("0.0089")


def test_a_scale_that_keeps_all_rounds_nothing(world, sale):
    rows = [sale(paid="1.004", n="0.5")]
    source = world.source(rows, money_scale=3, quantity_scale=1)
    accounting = world.ingest(source)
    assert (accounting.rounded, accounting.money_rounded) == ({}, "0")


OLD = ("2024-01-01 10:00", "2024-01-09 10:00")


def late_rows(world, sale, files, previous=None) -> Accounting:
    """Take in a set of files, each with orders at its times."""
    for path in world.path.glob("day_*.csv"):
        path.unlink()
    for name, times in files.items():
        world.write(f"day_{name}.csv", HEADER, [sale(at=at) for at in times])
    several = {"sales": {"path": "day_*.csv", "format": "csv"}}
    source = world.source([], files=several)
    notes = Notes(previous=None if previous is None else asdict(previous))
    return world.ingest(source, notes=notes)


def test_rows_of_days_already_covered_are_late(world, sale):
    first = late_rows(world, sale, {"a": OLD})
    more = {"a": OLD, "b": ["2024-01-05 10:00", "2024-01-10 10:00"]}
    assert late_rows(world, sale, more, first).late_rows == 1
    assert late_rows(world, sale, {"a": OLD}, first).late_rows == 0
    assert late_rows(world, sale, more).late_rows == 0


@pytest.mark.parametrize(
    "other", [{"b": OLD}, {"a": OLD[:1], "b": OLD}, {"a": [*OLD, OLD[0]]}]
)
def test_nothing_is_late_among_other_data(world, sale, other):
    first = late_rows(world, sale, {"a": OLD})
    assert late_rows(world, sale, other, first).late_rows == 0


def test_returns_are_counted_with_their_money(world, sale):
    rows = [sale(), sale(paid="-3.50"), sale(what="jam", paid="-1")]
    source = world.source(rows, columns={"is_return": "paid LIKE '-%'"})
    assert world.ingest(source).returns == {
        "rows": 2,
        "money": -450,
        "matched": 0,
        "money_matched": 0,
        "orphans": 2,
    }


def test_money_that_64_bits_cannot_add_up_is_refused(world, sale):
    rows = [sale(paid="999999999999", who=str(i)) for i in range(10)]
    with pytest.raises(QualityError, match="amount could add up to more"):
        world.ingest(world.source(rows, money_scale=6))
    assert world.ingest(world.source(rows[:9], money_scale=6)).rows_ledger == 9


def test_large_amounts_that_cancel_out_are_refused_too(world, sale):
    rows = [sale(paid=p + "999999999999") for p in ("", "-") for _ in range(5)]
    with pytest.raises(QualityError, match="could add up"):
        world.ingest(world.source(rows, money_scale=6))
