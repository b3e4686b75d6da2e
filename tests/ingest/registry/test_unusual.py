import pytest
from departments import GRADES, Office

FIELDS = {
    "grade": {"kind": "ordinal", "levels": GRADES, "checked": True},
    "area": {"kind": "numeric", "checked": True},
}


def reasons(changes, *, others=()) -> list[str]:
    """Why changes are unusual: (field, old, new, maker), a customer each."""
    now = [
        {"id": f"{i:02d}", field: new, "who": who}
        for i, (field, _, new, who) in enumerate(changes)
    ]
    before = [
        {"customer_id": f"{i:02d}", "grade": None, "area": None} | {field: old}
        for i, (field, old, _, _) in enumerate(changes)
    ]
    for i, area in enumerate(others):
        now.append({"id": f"x{i}", "area": area})
        before.append({"customer_id": f"x{i}", "grade": None, "area": area})
    both = [{"grade": None, "area": None, "who": None} | row for row in now]
    office = Office(FIELDS, {"visits": both}, previous=before)
    found = {row[0]: row[6] for row in office.table("pending_changes")}
    return [found[f"{i:02d}"] for i in range(len(changes))]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (10.0, 30.0, ""),
        (10.0, 30.1, "more than threefold"),
        (30.0, 10.0, ""),
        (30.1, 10.0, "more than threefold"),
        (10.0, -10.0, "more than threefold"),
        (0.0, 100.0, ""),
        (None, 100.0, ""),
    ],
)
def test_a_number_beyond_a_factor_of_three(old, new, told):
    assert reasons([("area", old, new, "ann")]) == [told]


def test_a_number_beyond_five_robust_deviations_of_its_field():
    others = [98.0, 99.0, 100.0, 101.0, 102.0]
    told = "more than 5 robust deviations"
    near, far = ("area", 100.0, 107.0, "ann"), ("area", 100.0, 108.0, "ann")
    assert reasons([near], others=others) == [""]
    assert reasons([far], others=others) == [told]


def test_a_jump_of_two_levels():
    steps = [
        ("grade", "a", "b", "x"),
        ("grade", "a", "c", "y"),
        ("grade", None, "c", "z"),
    ]
    assert reasons(steps) == ["", "2 levels or more", ""]


def by(*makers):
    return [("grade", "a", "b", who) for who in makers]


def test_one_person_behind_more_than_half_of_ten_changes():
    told = "one maker behind most changes"
    mostly = reasons(by(*["ann"] * 6, *["bob"] * 4))
    assert mostly == [told] * 6 + [""] * 4
    assert reasons(by(*["ann"] * 5, *["bob"] * 5)) == [""] * 10
    assert reasons(by(*["ann"] * 9)) == [""] * 9


def test_a_department_is_no_person():
    assert reasons(by(*[None] * 10)) == ["no maker"] * 10


def test_one_person_counts_once_however_written():
    told = "one maker behind most changes"
    assert reasons(by(*["ann", " ANN"] * 5)) == [told] * 10


def test_reasons_are_told_together():
    changes = [("area", 1.0, 50.0, "ann"), *by(*["ann"] * 9)]
    both = "more than threefold; one maker behind most changes"
    assert reasons(changes)[0] == both
