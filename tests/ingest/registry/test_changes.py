import dataclasses

from departments import GRADES, Office

from patronage.ingest.registry import changes

GRADE = {"kind": "ordinal", "levels": GRADES, "checked": True}
AREA = {"kind": "numeric", "checked": True}


def reported(*, previous=(), confirmed=(), grade="a", **more) -> Office:
    """A customer whose grade Ann reports, and one that is new."""
    rows = [
        {"id": "1", "grade": grade, "who": "Ann", **more},
        {"id": "9", "grade": "b", "who": "Ann", **more},
    ]
    return Office(
        {"grade": GRADE} | dict.fromkeys(more, AREA),
        {"sales": rows},
        previous=previous,
        confirmed=confirmed,
    )


def old(value, **more):
    return [{"customer_id": "1", "grade": value, **more}]


def confirmation(checker, *, value="a", customer="1", field="grade"):
    columns = ("customer_id", "field", "new_value", "checker")
    return [dict(zip(columns, (customer, field, value, checker), strict=True))]


def test_the_first_ingest_takes_all_as_it_is():
    office = reported()
    assert office.table("resolved_customers") == [("1", "a"), ("9", "b")]
    assert office.table("pending_changes") == []


def test_a_change_waits_and_a_new_customer_does_not():
    office = reported(previous=old("b"))
    assert office.table("resolved_customers") == [("1", "b"), ("9", "b")]
    assert office.table("pending_changes") == [("1", "grade", "b", "a", "Ann", "")]


def test_a_field_that_is_not_checked_changes_at_once():
    office = reported(previous=old("b"))
    free = dataclasses.replace(office, fields={"grade": GRADE | {"checked": False}})
    assert free.table("resolved_customers")[0] == ("1", "a")
    assert free.table("pending_changes") == []


def test_a_second_person_brings_the_change_into_effect():
    office = reported(previous=old("b"), confirmed=confirmation("Bob"))
    assert office.table("resolved_customers")[0] == ("1", "a")
    assert office.table("pending_changes") == []


def test_the_same_ingest_again_changes_nothing():
    first = reported(previous=old("b"))
    again = dataclasses.replace(first, previous=first.customers())
    names = ("resolved_customers", "pending_changes", "conflicts")
    assert again.tables(*names) == first.tables(*names)


def test_what_was_confirmed_once_stays():
    first = reported(previous=old("b"), confirmed=confirmation("Bob"))
    again = dataclasses.replace(first, previous=first.customers(), confirmed=())
    assert again.table("resolved_customers") == first.table("resolved_customers")
    assert again.table("pending_changes") == []


def test_a_value_that_is_no_longer_reported_waits_too():
    office = reported(previous=old("b"), grade=None)
    assert office.table("resolved_customers")[0] == ("1", "b")
    assert office.table("pending_changes") == [("1", "grade", "b", None, "sales", "")]


def test_a_disputed_change_says_that_it_waits():
    rows = [
        {"id": "1", "grade": "a", "day": "2024-01-02"},
        {"id": "1", "grade": "c", "day": "2024-01-01"},
    ]
    office = Office({"grade": GRADE}, {"sales": rows}, previous=old("b"))
    assert [row[4] for row in office.table("conflicts")] == [
        "newest, waits for a check"
    ]
    assert office.table("pending_changes") == [("1", "grade", "b", "a", "sales", "")]


def test_a_mean_is_by_all_who_said_anything():
    rows = [{"id": "1", "area": a, "who": who} for a, who in ((2.0, "x"), (4.0, "y"))]
    office = Office(
        {"area": AREA | {"reconcile": "mean"}},
        {"sales": rows},
        previous=[{"customer_id": "1", "area": 2.5}],
    )
    assert office.table("pending_changes") == [("1", "area", "2.5", "3.0", "x | y", "")]


def test_changes_since_the_last_ingest_are_counted_where_they_took_effect():
    office = reported(previous=old("b", area=1.0), area=2.0)
    free = {"grade": GRADE, "area": AREA | {"checked": False}}
    office = dataclasses.replace(office, fields=free)
    with office.resolved() as connection:
        assert changes.changed(connection, office.source) == {"grade": 0, "area": 1}


def test_without_a_last_ingest_nothing_has_changed():
    office = reported()
    with office.resolved() as connection:
        assert changes.changed(connection, office.source) == {"grade": 0}


def test_a_field_that_the_last_ingest_did_not_have_is_new():
    office = reported(previous=old("a"), area=3.0)
    assert office.table("resolved_customers")[0] == ("1", "a", 3.0)
    assert office.table("pending_changes") == []
