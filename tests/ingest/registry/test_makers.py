import dataclasses

import pytest
from departments import GRADES, Office

GRADE = {"kind": "ordinal", "levels": GRADES, "checked": True}
AREA = {"kind": "numeric", "checked": True}


def changed(*reports, field="grade", old="b", **declared) -> Office:
    """A customer's change of one field that (value, maker) report."""
    rows = [{"id": "1", field: value, "who": who} for value, who in reports]
    kinds = {"grade": GRADE, "area": AREA}
    fields = {field: kinds[field] | declared}
    return Office(fields, {"sales": rows}, previous=[{"customer_id": "1", field: old}])


def told(office: Office) -> list[tuple[str, str]]:
    return [row[5:] for row in office.table("pending_changes")]


def test_makers_are_those_who_say_the_new_value():
    reports = [("a", "Ann"), ("a", "Bob"), ("a", "Ann"), ("c", "Cy")]
    assert told(changed(*reports, reconcile="highest")) == [("Ann | Bob", "")]


@pytest.mark.parametrize("rule", ["mean", "median"])
def test_an_average_is_by_all_who_said_anything(rule):
    reports = [(2.0, "x"), (3.0, "y"), (4.0, "z")]
    office = changed(*reports, field="area", old=2.5, reconcile=rule)
    assert told(office) == [("x | y | z", "")]


def test_who_leaves_a_field_open_has_made_that_change():
    assert told(changed((None, "Ann"))) == [("Ann", "")]


def test_where_nobody_reports_any_longer_the_departments_have_made_the_change():
    office = changed(("b", "Ann"))
    other = {"credit": [{"id": "1", "area": 1.0}], "sales": [{"id": "2", "grade": "b"}]}
    office = dataclasses.replace(
        office, fields={"grade": GRADE, "area": AREA}, reports=other
    )
    assert told(office) == [("sales", "")]


@pytest.mark.parametrize("maker", [None, "", "  ", "\u200b"])
def test_a_change_without_a_maker_is_confirmed_by_nobody(maker):
    office = changed(("a", maker))
    change = {"customer_id": "1", "field": "grade", "change": 1, "old_value": "b"}
    checked = [change | {"new_value": "a", "checker": "Bob"}]
    confirmed = dataclasses.replace(office, confirmed=checked)
    assert told(confirmed) == [("sales", "no maker")]
    assert confirmed.table("resolved_customers") == [("1", "b")]


def test_one_maker_that_is_not_named_is_enough():
    office = changed(("a", "Ann"), ("a", None))
    assert told(office) == [("Ann | sales", "no maker")]


def test_a_department_that_names_no_makers_makes_its_changes_itself():
    office = changed(("a", "Ann"))
    office = dataclasses.replace(office, reports={"sales": [{"id": "1", "grade": "a"}]})
    assert told(office) == [("sales", "")]
