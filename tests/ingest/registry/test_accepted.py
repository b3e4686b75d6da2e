import dataclasses

from departments import GRADES, Office

GRADE = {"kind": "ordinal", "levels": GRADES, "checked": True}
SIZE = {"kind": "numeric"}


def office(*grades, **told) -> Office:
    rows = [{"id": str(i), "grade": g, "size": 1.0} for i, g in enumerate(grades)]
    return Office({"grade": GRADE, "size": SIZE}, {"sales": rows}, **told)


def row(id_, value, changes=0):
    return {"id": id_, "field": "grade", "value": value, "changes": changes}


def test_the_checked_values_of_all_customers_are_remembered_and_no_others():
    assert office("a", None).remembers() == [row("0", "a"), row("1", None)]


def test_who_is_absent_is_remembered_as_before():
    told = {"remembered": [row("0", "a"), row("8", "b"), row("9", None)]}
    assert office("a", **told).remembers() == told["remembered"]


def test_a_change_that_waits_is_not_remembered():
    assert office("c", remembered=[row("0", "a")]).remembers() == [row("0", "a")]


def test_a_value_is_remembered_for_every_id_of_its_customer():
    merged = office("a", identities={"0": "0", "5": "0", "7": "7"})
    assert merged.remembers() == [row("0", "a"), row("5", "a")]


def test_ids_keep_their_own_values_while_their_merge_waits():
    before = [row("0", "a"), row("5", "b")]
    merged = office("b", identities={"0": "0", "5": "0"}, remembered=before)
    assert merged.remembers() == before


def test_what_is_remembered_goes_before_the_customers_of_the_last_ingest():
    last = [{"customer_id": "0", "grade": "a", "size": 1.0}]
    held = office("c", previous=last, remembered=[row("0", "b")])
    assert held.table("pending_changes")[0][3] == "b"


def test_changes_are_counted_when_they_are_confirmed_for_all_ids():
    before = [row("0", "a", 2), row("5", "a", 4)]
    held = office("c", identities={"0": "0", "5": "0"}, remembered=before)
    assert held.remembers() == before
    assert held.table("pending_changes")[0][2] == 5
    told = {"customer_id": "0", "field": "grade", "change": 5}
    told |= {"old_value": "a", "new_value": "c", "checker": "Bob"}
    agreed = dataclasses.replace(held, confirmed=[told])
    assert agreed.remembers() == [row("0", "c", 5), row("5", "c", 5)]


def test_an_id_that_joins_while_a_change_waits_does_not_count_it():
    held = office("c", identities={"0": "0", "5": "0"}, remembered=[row("0", "a")])
    assert held.remembers() == [row("0", "a"), row("5", "a")]
