import pytest
from departments import GRADES, Office

from patronage.ingest.registry.timeliness import timeliness

GRADE = {"kind": "ordinal", "levels": GRADES, "max_age_days": 30}
AREA = {"kind": "numeric", "volatility": "dynamic", "max_age_days": 30}


def timely(*reports, field="area", **changes) -> float | None:
    """The share of customers of whom (id, area, day) was said of late."""
    rows = [dict(zip(("id", "area", "day"), row, strict=True)) for row in reports]
    rows = [row | {"grade": "a"} for row in rows]
    office = Office({"grade": GRADE, "area": AREA | changes}, {"sales": rows})
    with office.resolved() as connection:
        return timeliness(connection, office.source, field)


def test_days_are_counted_back_from_the_newest_report():
    reports = [
        ("1", 1.0, "2024-03-31"),
        ("2", 2.0, "2024-03-01"),
        ("3", 3.0, "2024-02-29"),
    ]
    assert timely(*reports) == pytest.approx(2 / 3)
    assert timely(*reports, max_age_days=31) == 1
    assert timely(*reports, max_age_days=0) == pytest.approx(1 / 3)


def test_who_has_no_value_is_not_counted():
    assert timely(("1", 1.0, "2024-01-01"), ("2", None, "2024-03-31")) == 0


def test_what_was_said_last_counts_only_if_it_is_kept():
    reports = [("1", 1.0, "2024-01-01"), ("1", 2.0, "2024-03-31")]
    assert timely(*reports) == 1
    assert timely(*reports, reconcile="lowest") == 0


def test_of_a_mean_any_report_is_timely():
    reports = [("1", 1.0, "2024-01-01"), ("1", 2.0, "2024-03-31")]
    assert timely(*reports, reconcile="mean") == 1


def test_a_report_without_a_day_is_not_timely():
    assert timely(("1", 1.0, "soon"), ("2", 1.0, "2024-03-31")) == 0.5


@pytest.mark.parametrize("changes", [{"max_age_days": None}, {"volatility": "static"}])
def test_what_does_not_age_is_neither_timely_nor_late(changes):
    assert timely(("1", 1.0, "2024-03-31"), **changes) is None


def test_a_field_that_is_not_dynamic_and_an_id_do_not_age():
    for field in ("grade", "customer_id"):
        assert timely(("1", 1.0, "2024-03-31"), field=field) is None


def test_without_days_nothing_is_timely_or_late():
    office = Office({"area": AREA}, {"sales": [{"id": "1", "area": 1.0}]})
    with office.resolved() as connection:
        assert timeliness(connection, office.source, "area") is None
