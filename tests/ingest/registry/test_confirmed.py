import dataclasses

from departments import GRADES, Office

from patronage.ingest.plan import plans
from patronage.ingest.registry import changes, claims

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


def test_nobody_confirms_what_they_said_themselves():
    for name in ("Ann", " ann ", "ANN", "", "  "):
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
    ) == [("1", "grade", "b", "a", "Ann | Bob", "")]


def test_a_confirmation_is_of_one_customer_one_field_and_one_value():
    for wrong in (
        confirmation("Bob", value="c"),
        confirmation("Bob", customer="9"),
        confirmation("Bob", field="area"),
    ):
        office = reported(previous=old("b"), confirmed=wrong)
        assert office.table("resolved_customers")[0] == ("1", "b")


def test_a_number_is_confirmed_however_it_is_written():
    for written in ("10", "10.0", " 1e1 "):
        office = reported(
            previous=old("a", area=9.0),
            area=10.0,
            confirmed=confirmation("Bob", field="area", value=written),
        )
        assert office.table("resolved_customers")[0] == ("1", "a", 10.0)


def test_any_id_of_a_customer_can_be_confirmed():
    office = reported(previous=old("b"), confirmed=confirmation("Bob", customer="x1"))
    identity = {"file": "sales", "customer_id": "id", "keys": {}}
    office = dataclasses.replace(office, own={"identity": identity})
    with office.staged() as connection:
        connection.execute("CREATE TABLE identities AS SELECT 'x1' id, '1' customer_id")
        claims.resolve(connection, office.source, list(plans(office.source)))
        changes.hold(connection, office.source)
        kept = connection.execute("SELECT grade FROM resolved_customers").fetchall()
    assert sorted(kept) == [("a",), ("b",)]


def test_who_may_not_write_a_field_makes_no_change_of_it():
    office = Office(
        {"grade": GRADE | {"writers": ["credit"]}},
        {
            "sales": [{"id": "1", "grade": "a", "who": "Ann"}],
            "credit": [{"id": "1", "grade": "a", "who": "Bob"}],
        },
        previous=old("b"),
    )
    assert office.table("pending_changes") == [("1", "grade", "b", "a", "Bob", "")]
    confirmed = dataclasses.replace(office, confirmed=confirmation("Ann"))
    assert confirmed.table("resolved_customers") == [("1", "a")]
