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


def confirmation(checker, **told):
    change = {"customer_id": "1", "field": "grade", "change": 1}
    change |= {"old_value": "b", "new_value": "a", "checker": checker}
    return [change | told]


def test_the_first_ingest_takes_all_as_it_is():
    office = reported()
    assert office.table("resolved_customers") == [("1", "a"), ("9", "b")]
    assert office.table("pending_changes") == []


def test_a_change_waits_and_a_new_customer_does_not():
    office = reported(previous=old("b"))
    assert office.table("resolved_customers") == [("1", "b"), ("9", "b")]
    assert office.table("pending_changes") == [("1", "grade", 1, "b", "a", "Ann", "")]


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
    assert office.table("pending_changes") == [("1", "grade", 1, "b", None, "Ann", "")]


def test_a_disputed_change_says_that_it_waits():
    rows = [
        {"id": "1", "grade": "a", "day": "2024-01-02"},
        {"id": "1", "grade": "c", "day": "2024-01-01"},
    ]
    office = Office({"grade": GRADE}, {"sales": rows}, previous=old("b"))
    assert [row[4] for row in office.table("conflicts")] == [
        "newest, waits for a check"
    ]
    assert office.table("pending_changes") == [("1", "grade", 1, "b", "a", "sales", "")]


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


def apart(*rows, **told) -> Office:
    """Customers whose grade was accepted under their ids, merged into the first."""
    before = [
        {"id": id_, "field": "grade", "value": value, "changes": 0}
        for id_, value, _ in rows
    ]
    reports = [{"id": id_, "grade": new} for id_, _, new in rows if new is not None]
    merged = dict.fromkeys([row[0] for row in rows], rows[0][0])
    for row in reports:
        row["id"] = rows[0][0]
    return Office(
        {"grade": GRADE},
        {"sales": reports},
        remembered=[row for row in before if row["value"] is not None],
        identities=merged,
        **told,
    )


def test_who_was_away_for_one_ingest_comes_back_to_the_check():
    first = reported(previous=old("b"))
    away = dataclasses.replace(
        first, reports={"sales": [{"id": "9", "grade": "b", "who": "Ann"}]}
    )
    back = dataclasses.replace(
        first, previous=away.customers(), remembered=away.remembers()
    )
    assert back.table("pending_changes") == [("1", "grade", 1, "b", "a", "Ann", "")]
    assert back.table("resolved_customers")[0] == ("1", "b")


def test_a_customer_that_gets_a_smaller_id_keeps_what_was_accepted():
    office = apart(("0", None, None), ("1", "b", "a"))
    assert office.table("resolved_customers") == [("0", "b")]
    assert office.table("pending_changes") == [("0", "grade", 1, "b", "a", "sales", "")]


MERGED = "customers with several values became one"


def test_customers_with_several_values_that_become_one_wait():
    office = apart(("0", "b", "c"), ("1", "c", "c"))
    assert office.table("resolved_customers") == [("0", "b")]
    assert office.table("pending_changes") == [
        ("0", "grade", 1, "b", "c", "sales", MERGED)
    ]
    same = apart(("0", "b", "b"), ("1", "c", "b"))
    assert same.table("pending_changes") == [
        ("0", "grade", 1, "b", "b", "sales", MERGED)
    ]


def test_without_a_value_of_its_own_id_that_of_the_smallest_is_kept():
    office = apart(("0", None, "c"), ("2", "c", None), ("1", "b", None))
    assert office.table("resolved_customers") == [("0", "b")]


def test_a_merge_waits_again_until_it_is_confirmed():
    office = apart(("0", "b", "c"), ("1", "c", "c"))
    again = dataclasses.replace(office, remembered=office.remembers())
    assert again.table("pending_changes") == office.table("pending_changes")
    agreed = dataclasses.replace(
        again, confirmed=confirmation("Bob", customer_id="1", new_value="c")
    )
    assert agreed.table("resolved_customers") == [("0", "c")]
    last = dataclasses.replace(again, remembered=agreed.remembers())
    assert last.table("pending_changes") == []


def test_ids_that_part_again_are_not_new():
    office = apart(("0", "b", "b"), ("1", "b", "b"))
    rows = [{"id": "0", "grade": "b"}, {"id": "1", "grade": "a"}]
    parted = dataclasses.replace(
        office,
        reports={"sales": rows},
        remembered=office.remembers(),
        identities={"0": "0", "1": "1"},
    )
    assert parted.table("resolved_customers") == [("0", "b"), ("1", "b")]


def test_a_field_that_is_checked_from_now_on_has_the_values_of_the_last_ingest():
    free = dataclasses.replace(reported(grade="b"), fields={"grade": {**GRADE}})
    office = reported(previous=free.customers())
    known = dataclasses.replace(
        office, remembered=[{"id": "7", "field": "grade", "value": "c", "changes": 0}]
    )
    assert known.table("pending_changes") == office.table("pending_changes")
    assert len(office.table("pending_changes")) == 1


def test_numbers_are_remembered_to_the_last_digit():
    office = Office({"area": AREA}, {"sales": [{"id": "1", "area": 0.1 + 0.2}]})
    again = dataclasses.replace(office, remembered=office.remembers())
    assert again.table("pending_changes") == []
    assert again.table("resolved_customers") == [("1", 0.1 + 0.2)]
