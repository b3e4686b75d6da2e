from departments import GRADES, Office

GRADE = {"kind": "ordinal", "levels": GRADES}
AREA = {"kind": "numeric"}


def visits(*reports):
    """One customer's reports of a grade: value, day, writer."""
    return [
        {"id": "1", "grade": grade, "day": f"2024-01-{day:02d}", "who": who}
        for grade, day, who in reports
    ]


def test_the_same_report_twice_is_one_report():
    rows = visits(("a", 1, "ann"), ("b", 2, "bob"), ("b", 2, "bob"), ("a", 3, "ann"))
    office = Office({"grade": GRADE | {"reconcile": "majority"}}, {"sales": rows})
    assert [row[5] for row in office.table("conflicts")] == [3]


def test_rejected_rows_say_nothing():
    rows = [
        {"id": "1", "grade": "a", "reason": None},
        {"id": "1", "grade": "c", "reason": "level"},
    ]
    office = Office({"grade": GRADE}, {"sales": rows})
    assert office.table("resolved_customers") == [("1", "a")]


def test_minus_zero_is_zero():
    rows = [{"id": "1", "area": 0.0}, {"id": "1", "area": -0.0}]
    office = Office({"area": AREA}, {"sales": rows})
    assert office.table("conflicts") == []
    assert str(office.table("resolved_customers")[0][1]) == "0.0"
