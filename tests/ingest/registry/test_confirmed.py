import dataclasses

import pytest
from departments import GRADES, Office

from patronage.errors import InputError

GRADE = {"kind": "ordinal", "levels": GRADES, "checked": True}
AREA = {"kind": "numeric", "checked": True}


def reported(*, previous=(), confirmed=(), remembered=(), grade="a", **more) -> Office:
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
        remembered=remembered,
    )


def old(value, **more):
    return [{"customer_id": "1", "grade": value, **more}]


def confirmation(checker, **told):
    change = {"customer_id": "1", "field": "grade", "change": 1}
    change |= {"old_value": "b", "new_value": "a", "checker": checker}
    return [change | told]


def test_nobody_confirms_what_they_said_themselves():
    for name in ("Ann", " ann ", "ＡNN", "an\u200bn", "A\xadnn", "", "  ", "\u200b"):
        office = reported(previous=old("b"), confirmed=confirmation(name))
        assert office.table("resolved_customers")[0] == ("1", "b"), name
        assert len(office.table("pending_changes")) == 1, name


def test_of_several_makers_none_can_confirm():
    rows = [{"id": "1", "grade": "a", "who": who} for who in ("Ann", "Bob")]
    for checker, kept in (("Ann", "b"), ("Bob", "b"), ("Cy", "a")):
        office = Office(
            {"grade": GRADE},
            {"sales": rows},
            previous=old("b"),
            confirmed=confirmation(checker),
        )
        assert office.table("resolved_customers") == [("1", kept)]
    assert Office({"grade": GRADE}, {"sales": rows}, previous=old("b")).table(
        "pending_changes"
    ) == [("1", "grade", 1, "b", "a", "Ann | Bob", "")]


def test_a_confirmation_is_of_one_customer_one_field_and_one_value():
    for wrong in (
        confirmation("Bob", new_value="c"),
        confirmation("Bob", customer_id="9"),
        confirmation("Bob", field="area"),
    ):
        office = reported(previous=old("b"), confirmed=wrong)
        assert office.table("resolved_customers")[0] == ("1", "b")


def test_a_confirmation_of_another_change_to_the_same_value_is_an_old_one():
    for before in ("c", None):
        used = confirmation("Bob", old_value=before)
        office = reported(previous=old("b"), confirmed=used)
        assert office.table("resolved_customers")[0] == ("1", "b")


def test_a_confirmation_counts_once():
    used = confirmation("Bob")
    first = reported(previous=old("b"), confirmed=used)
    back = confirmation("Bob", change=2, old_value="a", new_value="b")
    second = reported(grade="b", remembered=first.remembers(), confirmed=used + back)
    assert second.table("resolved_customers")[0] == ("1", "b")
    third = dataclasses.replace(
        first, previous=(), remembered=second.remembers(), confirmed=used + back
    )
    assert third.table("resolved_customers")[0] == ("1", "b")
    assert third.table("pending_changes")[0][:5] == ("1", "grade", 3, "b", "a")


def test_the_change_of_a_value_that_was_open_can_be_confirmed():
    told = confirmation("Bob", old_value=None)
    office = reported(previous=old(None), confirmed=told)
    assert office.table("resolved_customers")[0] == ("1", "a")


def test_a_confirmation_of_a_value_left_open_can_be_confirmed():
    told = confirmation("Bob", new_value=None)
    office = reported(previous=old("b"), confirmed=told, grade=None)
    assert office.table("resolved_customers")[0] == ("1", None)


def test_a_file_of_confirmations_without_a_column_is_refused():
    declared = {"file": "confirmed", "old_value": "was"}
    office = reported(previous=old("b"))
    office = dataclasses.replace(office, own={"confirmations": declared})
    with pytest.raises(InputError, match=r"confirmations: .* 'was' is missing"):
        office.table("pending_changes")


def test_a_number_is_confirmed_however_it_is_written():
    for written in ("10", "10.0", " 1e1 "):
        office = reported(
            previous=old("a", area=9.0),
            area=10.0,
            confirmed=confirmation(
                "Bob", field="area", old_value=" 9", new_value=written
            ),
        )
        assert office.table("resolved_customers")[0] == ("1", "a", 10.0)


def test_any_id_of_a_customer_can_be_confirmed():
    office = reported(
        previous=old("b"), confirmed=confirmation("Bob", customer_id="x1")
    )
    office = dataclasses.replace(office, identities={"x1": "1"})
    assert office.table("resolved_customers") == [("1", "a"), ("9", "b")]


def test_who_may_not_write_a_field_makes_no_change_of_it():
    office = Office(
        {"grade": GRADE | {"writers": ["credit"]}},
        {
            "sales": [{"id": "1", "grade": "a", "who": "Ann"}],
            "credit": [{"id": "1", "grade": "a", "who": "Bob"}],
        },
        previous=old("b"),
    )
    assert office.table("pending_changes") == [("1", "grade", 1, "b", "a", "Bob", "")]
    confirmed = dataclasses.replace(office, confirmed=confirmation("Ann"))
    assert confirmed.table("resolved_customers") == [("1", "a")]
