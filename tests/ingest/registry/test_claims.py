import random

import pytest
from departments import GRADES, Office
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import ConfigError

GRADE = {"kind": "ordinal", "levels": GRADES}
AREA = {"kind": "numeric"}
SORT = {"kind": "categorical"}


def test_departments_that_fill_different_fields_make_one_record():
    office = Office(
        {"grade": GRADE, "area": AREA},
        {
            "sales": [{"id": "1", "grade": "a"}, {"id": "2", "grade": "b"}],
            "property": [{"id": "2", "area": 9.5}, {"id": "3", "area": 4.0}],
        },
    )
    assert office.table("resolved_customers") == [
        ("1", "a", None),
        ("2", "b", 9.5),
        ("3", None, 4.0),
    ]
    assert office.table("conflicts") == []


def test_fields_come_in_the_order_of_the_registry():
    office = Office(
        {"b": SORT, "a": SORT}, {"sales": [{"id": "1", "a": "x", "b": "y"}]}
    )
    with office.resolved() as connection:
        described = connection.execute("DESCRIBE resolved_customers").fetchall()
    assert [row[0] for row in described] == ["customer_id", "b", "a"]


def test_who_is_no_writer_is_not_heard_but_shown():
    office = Office(
        {"grade": GRADE | {"writers": ["credit"]}},
        {
            "sales": [{"id": "1", "grade": "a"}, {"id": "2", "grade": "b"}],
            "credit": [{"id": "1", "grade": "c"}],
        },
    )
    assert office.table("resolved_customers") == [("1", "c"), ("2", None)]
    assert office.table("conflicts") == [
        ("1", "grade", "c", "a", "not a writer", 2, 0.5),
        ("2", "grade", None, "b", "not a writer", 1, 0.0),
    ]


def test_a_field_that_none_of_its_writers_fills_is_refused():
    office = Office(
        {"grade": GRADE | {"writers": ["credit"]}},
        {"sales": [{"id": "1", "grade": "a"}]},
    )
    with pytest.raises(ConfigError, match=r"one of its writers \(credit\).* by sales"):
        office.table("conflicts")


def test_names_are_never_taken_for_sql():
    odd = 'it\'s "x" | ordinal'
    office = Office(
        {odd: SORT | {"owner": "o'brien"}},
        {"sa'les": [{"id": "'1'", odd: "a"}], "o'brien": [{"id": "'1'", odd: "b'"}]},
    )
    found = office.table("conflicts")
    assert found == [("'1'", odd, "b'", "a", "owner", 2, 0.5)]


def test_departments_files_become_one_table_whatever_their_order(world, sale):
    sales = [["007", "c", 1], ["008", "a", 2], ["008", "b", 3]]
    credit = [["007", "a"], ["009", "b"]]
    found = []
    for turn in (1, -1):
        world.write("sold.csv", ["who", "grade", "area"], sales[::turn])
        world.write("lent.csv", ["who", "the grade"], credit[::turn])
        table = {"customer_id": "who", "columns": {"grade": "grade", "area": "area"}}
        source = world.source(
            [sale()],
            files={
                name: {"path": f"{name}.csv", "format": "csv"}
                for name in ("sold", "lent")
            },
            fields={"grade": GRADE | {"owner": "credit"}, "area": AREA},
            customers={
                "sales": table | {"file": "sold"},
                "credit": table | {"file": "lent", "columns": {"grade": "the grade"}},
            },
        )
        world.ingest(source)
        found.append(world.bytes())
    customers = world.table("customers")
    assert customers["customer_id"].tolist() == ["007", "008", "009"]
    assert customers["grade"].tolist() == ["a", "b", "b"]
    assert customers["area"].tolist()[:2] == [1.0, 2.0]
    conflicts = world.table("conflicts")
    assert conflicts["field"].tolist() == ["grade", "area", "grade"]
    assert conflicts["rule"].tolist() == ["owner", "newest", "newest"]
    assert found[0] == found[1]


REPORT = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["1", "2"]),
        "grade": st.sampled_from([None, *GRADES]),
        "area": st.sampled_from([None, -0.0, 0.0, 0.1, 0.2, 0.3, 1e17]),
        "sort": st.sampled_from([None, "x", "X", "é", "10", "9"]),
        "day": st.sampled_from(["2024-01-01", "2024-01-02", "never"]),
        "who": st.sampled_from(["ann", "bob", ""]),
    }
)
RULE = st.sampled_from(["newest", "majority", "lowest", "highest"])


@settings(max_examples=20, deadline=None)
@given(
    sales=st.lists(REPORT, min_size=1, max_size=7),
    credit=st.lists(REPORT, min_size=1, max_size=4),
    rule=RULE,
    number=st.one_of(RULE, st.sampled_from(["median", "mean"])),
    seed=st.integers(0, 9),
)
def test_the_order_of_rows_is_never_seen(sales, credit, rule, number, seed):
    fields = {
        "grade": GRADE | {"owner": "credit", "reconcile": rule},
        "area": AREA | {"reconcile": number},
        "sort": SORT | {"writers": ["sales"], "reconcile": rule},
    }
    first = Office(fields, {"sales": sales, "credit": credit})
    draw = random.Random(seed)
    mixed = Office(
        fields,
        {
            "sales": draw.sample(sales, len(sales)),
            "credit": draw.sample(credit, len(credit)),
        },
    )
    names = ("resolved_customers", "conflicts")
    assert repr(first.tables(*names)) == repr(mixed.tables(*names))
