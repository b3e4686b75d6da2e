import random

import pytest
from departments import GRADES, Office

from patronage.ingest.declared.fields import Reconcile
from patronage.ingest.registry import records

RULES = ["newest", "majority", "median", "mean", "lowest", "highest"]
DAYS = ["2024-01-01", "2024-01-02", "2024-01-05", "2024-02-01", None]
AREA = {"kind": "numeric"}


def kept(office: Office) -> dict[str, list[tuple]]:
    """Each customer's records: the day since which one stands, and its fields."""
    with office.resolved() as connection:
        records.keep(connection, office.source)
        names = ", ".join(office.fields)
        rows = connection.execute(
            f"SELECT customer_id, CAST(since_day AS VARCHAR), {names} FROM records "
            "ORDER BY customer_id, since_day"
        ).fetchall()
    customers = sorted({row[0] for row in rows})
    return {who: [row[1:] for row in rows if row[0] == who] for who in customers}


def sales(*reports, **changes) -> Office:
    rows = [dict(zip(("id", "area", "day"), row, strict=True)) for row in reports]
    return Office({"area": AREA | changes}, {"sales": rows})


def test_a_record_stands_until_something_changes():
    office = sales(
        ("1", 1.0, "2024-01-01"),
        ("1", 1.0, "2024-01-09"),
        ("1", 2.0, "2024-02-01"),
        ("2", 7.0, "2024-03-01"),
    )
    assert kept(office) == {
        "1": [("2024-01-01", 1.0), ("2024-02-01", 2.0)],
        "2": [("2024-03-01", 7.0)],
    }


def test_what_bears_no_day_has_always_been_known():
    office = sales(("1", 1.0, None), ("1", 2.0, "2024-02-01"), ("2", 3.0, "soon"))
    assert kept(office) == {
        "1": [("0001-01-01", 1.0), ("2024-02-01", 2.0)],
        "2": [("0001-01-01", 3.0)],
    }


def test_who_is_known_and_not_described_has_a_record():
    office = sales(("1", None, "2024-01-01"), ("1", 5.0, "2024-01-02"))
    assert kept(office) == {"1": [("2024-01-01", None), ("2024-01-02", 5.0)]}


def test_an_owner_outdoes_the_others_from_its_first_report_on():
    fields = {"area": AREA | {"owner": "care"}}
    office = Office(
        fields,
        {
            "sales": [
                {"id": "1", "area": 1.0, "day": "2024-01-01"},
                {"id": "1", "area": 2.0, "day": "2024-03-01"},
            ],
            "care": [{"id": "1", "area": 9.0, "day": "2024-02-01"}],
        },
    )
    assert kept(office) == {"1": [("2024-01-01", 1.0), ("2024-02-01", 9.0)]}


def test_who_may_not_write_a_field_dates_the_customer_and_not_the_value():
    office = Office(
        {"area": AREA | {"writers": ["care"]}},
        {
            "sales": [{"id": "1", "area": 1.0, "day": "2024-01-01"}],
            "care": [{"id": "1", "area": 9.0, "day": "2024-02-01"}],
        },
    )
    assert kept(office) == {"1": [("2024-01-01", None), ("2024-02-01", 9.0)]}


def test_a_change_that_waits_has_not_been_known():
    grade = {"kind": "ordinal", "levels": GRADES, "checked": True}
    rows = [
        {"id": "1", "grade": "b", "who": "ann", "day": "2024-01-01"},
        {"id": "1", "grade": "a", "who": "ann", "day": "2024-02-01"},
    ]
    first = Office({"grade": grade}, {"sales": rows[:1]})
    later = Office(
        {"grade": grade},
        {"sales": rows},
        previous=first.customers(),
        remembered=first.remembers(),
    )
    assert later.customers() == [{"customer_id": "1", "grade": "b"}]
    assert kept(later) == {"1": [("2024-01-01", "b")]}


def test_what_was_known_before_a_change_that_waits_stays_as_it_was():
    grade = {"kind": "ordinal", "levels": GRADES, "checked": True}
    rows = [
        {"id": "1", "grade": "b", "who": "ann", "day": "2024-01-01"},
        {"id": "1", "grade": "c", "who": "ann", "day": "2024-01-10"},
        {"id": "1", "grade": "a", "who": "ann", "day": "2024-02-01"},
    ]
    first = Office({"grade": grade}, {"sales": rows[:2]})
    later = Office(
        {"grade": grade},
        {"sales": rows},
        previous=first.customers(),
        remembered=first.remembers(),
    )
    assert later.customers() == [{"customer_id": "1", "grade": "c"}]
    assert kept(later) == kept(first)
    assert kept(later) == {"1": [("2024-01-01", "b"), ("2024-01-10", "c")]}


def reports_of(draw: random.Random, department: str) -> list[dict]:
    area = [None, 1.0, 2.0, 3.5]
    return [
        {
            "id": draw.choice("12345678"),
            "area": draw.choice(area),
            "grade": draw.choice([None, *GRADES]),
            "day": draw.choice(DAYS),
        }
        for _ in range(draw.randrange(1, 50))
    ]


def until(office: Office, day: str) -> Office:
    """The office as it was: without the reports of later days."""
    known = {
        name: [row for row in rows if row["day"] is None or row["day"] <= day]
        for name, rows in office.reports.items()
    }
    held = {
        name: rows or [{"id": None, "area": None, "grade": None, "day": None}]
        for name, rows in known.items()
    }
    return Office(office.fields, held)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("rule", RULES)
def test_every_day_is_as_if_no_later_report_existed(rule: Reconcile, seed):
    draw = random.Random(f"{rule} {seed}")
    ordered = "newest" if rule in ("median", "mean") else rule
    office = Office(
        {
            "area": AREA | {"reconcile": rule, "owner": draw.choice(["", "care"])},
            "grade": {
                "kind": "ordinal",
                "levels": GRADES,
                "reconcile": ordered,
                "writers": draw.choice([[], ["sales"]]),
            },
        },
        {name: reports_of(draw, name) for name in ("sales", "care")},
    )
    found = kept(office)
    for day in filter(None, DAYS):
        standing = {
            who: [row[1:] for row in rows if row[0] <= day][-1:]
            for who, rows in found.items()
        }
        known = [c for c in until(office, day).customers() if c["customer_id"]]
        expected = {c["customer_id"]: [(c["area"], c["grade"])] for c in known}
        assert {who: rows for who, rows in standing.items() if rows} == expected
