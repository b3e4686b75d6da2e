import dataclasses

import pytest
from departments import GRADES, Office

from patronage.errors import ConfigError, InputError
from patronage.ingest.registry.reports import UNREADABLE

GRADE = {"kind": "ordinal", "levels": GRADES}


def visits(*reports) -> Office:
    """One customer's reports of a grade: value and day."""
    rows = [{"id": "1", "grade": grade, "day": day} for grade, day in reports]
    return Office({"grade": GRADE}, {"sales": rows})


def declared(office: Office, **changes) -> Office:
    table = {"file": "sales", "customer_id": "id", "columns": {"grade": "grade"}}
    table |= {"updated_at": "day", "time_format": "%Y-%m-%d"}
    return dataclasses.replace(office, own={"customers": {"sales": table | changes}})


def test_times_that_cannot_be_read_are_the_oldest_and_counted():
    office = visits(("a", "2024-01-01"), ("c", "last week"), ("b", ""), ("b", "-"))
    office = declared(office, nulls=["-"])
    kept, unreadable = office.tables("resolved_customers", UNREADABLE)
    assert kept == [("1", "a")]
    assert unreadable == [("sales", 1)]


def test_where_all_times_can_be_read_none_is_counted():
    assert visits(("a", "2024-01-01")).table(UNREADABLE) == []


def test_times_are_read_as_declared():
    office = visits(("a", "01/03/2024"), ("c", "02/01/2024"))
    office = declared(office, time_format="%d/%m/%Y")
    assert office.table("resolved_customers") == [("1", "a")]


def test_typed_times_need_no_format():
    office = visits(("a", "01/03/2024"), ("c", "02/01/2024"))
    read = "strptime(day, '%d/%m/%Y')"
    office = declared(office, updated_at=read, time_format=None)
    assert office.table("resolved_customers") == [("1", "a")]


def test_text_without_a_format_is_refused():
    office = declared(visits(("a", "01/03/2024")), time_format=None)
    with pytest.raises(ConfigError, match=r"sales: .* its time_format must be decl"):
        office.table("resolved_customers")


@pytest.mark.parametrize("setting", ["updated_at", "maker"])
def test_a_column_that_is_not_there_is_refused(setting):
    office = declared(visits(("a", "2024-01-01")), **{setting: "absent"})
    with pytest.raises(InputError, match=r"sales: .*'absent' is missing"):
        office.table("resolved_customers")
