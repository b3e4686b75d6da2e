import pytest

from patronage.errors import QualityError
from patronage.ingest import Notes


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


def test_rows_of_days_already_covered_are_late(world, sale):
    old = [sale(at="2024-01-01 10:00"), sale(at="2024-01-09 10:00")]
    first = world.ingest(world.source(old))
    previous = {"last_day": first.last_day, "rows_ledger": first.rows_ledger}
    late, new = sale(at="2024-01-05 10:00"), sale(at="2024-01-10 10:00")
    notes = Notes(previous=previous)
    assert world.ingest(world.source([*old, late, new]), notes=notes).late_rows == 1
    assert world.ingest(world.source(old), notes=notes).late_rows == 0
    assert world.ingest(world.source([*old, late])).late_rows == 0


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
