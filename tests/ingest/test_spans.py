import pytest

DATED = {
    "file": "people",
    "customer_id": "id",
    "columns": {"age": "age"},
    "updated_at": "day",
    "time_format": "%Y-%m-%d",
}


@pytest.fixture
def mail(world):
    """Letters and answers: rows of who and day, in the tables that are named."""

    def make(*tables: str, rows) -> dict:
        world.write("mail.csv", ["who", "day"], rows)
        kind = {"customer_id": "who", "kind": "'letter'"}
        columns = {
            "contacts": kind | {"contacted_at": "day"},
            "events": kind | {"at": "day"},
            "feedback": kind | {"answered_at": "day", "item": "'all'", "score": "'1'"},
        }
        day = {"file": "mail", "time_format": "%Y-%m-%d", "has_time": False}
        declared = {name: {"columns": columns[name]} | day for name in tables}
        return declared | {"files": {"mail": {"path": "mail.csv", "format": "csv"}}}

    return make


def spans(world) -> list[tuple]:
    return list(world.table("spans").itertuples(index=False, name=None))


def test_spans_say_how_many_rows_each_customer_has(world, sale):
    world.ingest(world.source([sale(who="b"), sale(who="B"), sale(who="b", paid="1")]))
    assert spans(world) == [("B", 1, False, 0, 0, 0, 0), ("b", 2, False, 0, 0, 0, 0)]


def test_rows_that_are_left_out_do_not_count(world, sale):
    rows = [sale(), sale(), sale(paid="")]
    world.ingest(world.source(rows, ledger={"equal_rows": "drop"}))
    assert world.table("spans")["n_rows"].tolist() == [1]


def test_rows_of_every_table_are_counted_also_those_of_strangers(world, sale, mail):
    rows = [["a", "2024-01-01"], ["a", "2024-01-02"], ["x", "2024-01-01"]]
    beside = mail("contacts", "events", "feedback", rows=rows)
    world.ingest(world.source([sale(who="a"), sale(who="b")], **beside))
    assert spans(world) == [
        ("a", 1, False, 2, 2, 2, 0),
        ("b", 1, False, 0, 0, 0, 0),
        ("x", 0, False, 1, 1, 1, 0),
    ]


def test_people_of_the_register_have_a_span_without_a_ledger(world):
    world.ingest(world.register_of([["2", "30"], ["1", "40"]]))
    assert spans(world) == [
        ("1", 0, True, 0, 0, 0, 1),
        ("2", 0, True, 0, 0, 0, 1),
    ]


def test_records_that_bear_days_are_counted_each(world):
    rows = [["1", 30, "2024-01-01"], ["1", 31, "2024-02-01"], ["2", 7, "2024-01-01"]]
    source = world.register_of([], customers={"desk": DATED})
    world.write("people.csv", ["id", "age", "day"], rows)
    world.ingest(source)
    assert world.table("spans")["n_records"].tolist() == [2, 1]
    records = world.table("records")
    assert records["age"].tolist() == [30, 31, 7]
    assert records["since_day"].dt.strftime("%m-%d").tolist() == [
        "01-01",
        "02-01",
        "01-01",
    ]


def test_counts_are_those_of_the_tables_that_are_written(world, sale, mail):
    rows = [["a", "2024-01-01"], ["a", ""], ["b", "2024-01-01"]]
    world.ingest(world.source([sale(who="a")], **mail("contacts", rows=rows)))
    written = world.table("contacts")["customer_id"].value_counts()
    counted = world.table("spans").set_index("customer_id")["n_contacts"]
    assert counted.to_dict() == written.to_dict() == {"a": 1, "b": 1}
