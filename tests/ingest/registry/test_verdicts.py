import itertools

import pytest
from departments import GRADES, Office

GRADE = {"kind": "ordinal", "levels": GRADES}
AREA = {"kind": "numeric"}


def visits(*reports):
    """One customer's reports of a grade: value, day, writer."""
    return [
        {"id": "1", "grade": grade, "day": f"2024-01-{day:02d}", "who": who}
        for grade, day, who in reports
    ]


def test_the_owner_of_a_field_is_right():
    office = Office(
        {"grade": GRADE | {"owner": "credit"}},
        {
            "sales": [{"id": "1", "grade": "a"}, {"id": "2", "grade": "b"}],
            "credit": [{"id": "1", "grade": "c"}],
        },
    )
    assert office.table("resolved_customers") == [("1", "c"), ("2", "b")]
    assert office.table("conflicts") == [("1", "grade", "c", "a", "owner", 2, 0.5)]


def test_an_owner_who_says_nothing_leaves_the_word_to_others():
    office = Office(
        {"grade": GRADE | {"owner": "credit"}},
        {
            "sales": [{"id": "1", "grade": "a"}],
            "credit": [{"id": "1", "grade": None}],
        },
    )
    assert office.table("resolved_customers") == [("1", "a")]
    assert office.table("conflicts") == []


@pytest.mark.parametrize(
    ("rule", "kept"),
    [("newest", "c"), ("majority", "b"), ("lowest", "c"), ("highest", "a")],
)
def test_the_declared_rule_decides_between_visits(rule, kept):
    rows = visits(("b", 1, "ann"), ("a", 2, "bob"), ("b", 3, "cy"), ("c", 4, "dee"))
    office = Office({"grade": GRADE | {"reconcile": rule}}, {"sales": rows})
    assert office.table("resolved_customers") == [("1", kept)]
    others = " | ".join(sorted({"a", "b", "c"} - {kept}))
    agreement = 0.5 if kept == "b" else 0.25
    found = office.table("conflicts")
    assert found == [("1", "grade", kept, others, rule, 4, agreement)]


@pytest.mark.parametrize(("rule", "kept"), [("median", 3.0), ("mean", 5.0)])
def test_numbers_can_meet_in_the_middle(rule, kept):
    rows = [{"id": "1", "area": area} for area in (2.0, 3.0, 10.0)]
    office = Office({"area": AREA | {"reconcile": rule}}, {"sales": rows})
    assert office.table("resolved_customers") == [("1", kept)]


@pytest.mark.parametrize("areas", list(itertools.permutations([0.1, 0.2, 0.3])))
def test_a_mean_has_the_same_bits_in_any_order(areas):
    rows = [{"id": "1", "area": area} for area in areas]
    office = Office({"area": AREA | {"reconcile": "mean"}}, {"sales": rows})
    assert office.table("resolved_customers") == [("1", (0.1 + 0.2 + 0.3) / 3)]


def test_what_the_rule_leaves_equal_the_lowest_value_decides():
    office = Office(
        {"grade": GRADE, "area": AREA},
        {
            "sales": [
                {"id": "1", "grade": "a", "area": 10.0},
                {"id": "1", "grade": "b", "area": 9.0},
            ]
        },
    )
    assert office.table("resolved_customers") == [("1", "b", 9.0)]
