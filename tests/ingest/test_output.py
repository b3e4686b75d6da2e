import json
import random

import pandas as pd
import pytest

from patronage import io
from patronage.tables import CUSTOMERS, LEDGER


def shop(sale) -> list[list[str]]:
    draw = random.Random(0)
    return [
        sale(
            who=str(draw.randrange(40)),
            order=str(draw.randrange(9)),
            at=f"2024-0{draw.randrange(1, 4)}-11 10:{draw.randrange(3):02d}",
            what=draw.choice(["tea", "jam", ""]),
            n=draw.choice(["1", "2", ""]),
            paid=draw.choice(["1.00", "2.50", ""]),
        )
        for _ in range(600)
    ]


def test_the_ledger_is_sorted_by_customer_time_order_and_line(world, sale):
    world.ingest(world.source(shop(sale)))
    ledger = world.table("ledger")
    key = ["customer_id", "ordered_at", "order_id", "line_id"]
    pd.testing.assert_frame_equal(ledger[key], ledger[key].sort_values(key))


def test_shuffled_rows_and_other_threads_give_the_same_bytes(world, sale):
    rows = shop(sale)
    world.ingest(world.source(rows))
    first = world.bytes()
    random.Random(1).shuffle(rows)
    world.ingest(world.source(rows), threads=2)
    second = world.bytes()
    assert first.keys() == second.keys()
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {"quarantine.parquet"}


def test_the_same_rows_give_the_same_bytes(world, sale):
    world.ingest(world.source(shop(sale)), threads=2)
    first = world.bytes()
    world.ingest(world.source(shop(sale)), threads=1)
    assert world.bytes() == first


def test_the_ledger_carries_what_its_numbers_mean(world, sale):
    rows = [sale(at="2024-01-31 10:00"), sale(at="2024-02-01 10:00")]
    world.ingest(world.source(rows, money_scale=3, focal_brand="own"))
    assert io.metadata(LEDGER, world.folder) == {
        "business_time_zone": "UTC",
        "currency": "EUR",
        "first_day": "2024-01-31",
        "focal_brand": "own",
        "last_day": "2024-02-01",
        "money_scale": "3",
        "quantity_scale": "0",
        "source": "shop",
    }


@pytest.fixture
def people(world, sale):
    def make(rows):
        world.write("people.csv", ["id", "age", "sex"], rows)
        fields = {
            "age": {
                "kind": "ordinal",
                "levels": ["<30", "30+"],
                "sensitive": True,
            },
            "sex": {"kind": "categorical", "block": "personal"},
        }
        return world.source(
            [sale()],
            files={"people": {"path": "people.csv", "format": "csv"}},
            fields=fields,
            customers={
                "sales": {
                    "file": "people",
                    "customer_id": "id",
                    "columns": {"age": "age", "sex": "sex"},
                }
            },
        )

    return make


def test_customers_keep_their_fields_and_who_may_see_them(world, people):
    world.ingest(people([["2", "30+", ""], ["1", "<30", "f"]]))
    customers = world.table("customers")
    assert customers["customer_id"].tolist() == ["1", "2"]
    assert customers["age"].tolist() == ["<30", "30+"]
    fields = json.loads(io.metadata(CUSTOMERS, world.folder)["fields"])
    assert fields["age"]["levels"] == ["<30", "30+"]
    assert (fields["age"]["sensitive"], fields["sex"]["sensitive"]) == (True, False)


def test_the_day_of_customers_without_a_ledger_is_noted_with_them(world):
    world.ingest(world.register_of([["1", "40"]], as_of="2018-12-31"))
    assert io.metadata(CUSTOMERS, world.folder)["as_of"] == "2018-12-31"


def test_departments_that_disagree_have_one_record_and_a_conflict(world, people):
    rows = [["1", "<30", "f"], ["1", "30+", "f"], ["2", "<30", "m"], ["2", "<30", "m"]]
    accounting = world.ingest(people(rows))
    assert world.table("customers")["customer_id"].tolist() == ["1", "2"]
    conflicts = world.table("conflicts")
    assert conflicts[["customer_id", "field"]].to_numpy().tolist() == [["1", "age"]]
    assert accounting.others["customers"]["deduplicated"] == 1


def test_without_a_ledger_there_are_customers_alone(world):
    world.ingest(world.register_of([["2", "30"], ["1", "40"]]))
    assert world.table("customers")["age"].tolist() == [40, 30]
    assert set(world.bytes()) == {
        "customers.parquet",
        "conflicts.parquet",
        "pending_changes.parquet",
        "quarantine.parquet",
        "levels.parquet",
        "spans.parquet",
    }


def test_a_purchase_that_is_undone_carries_the_day_of_its_return(world, sale):
    rows = [
        sale(at="2024-01-01 10:00"),
        sale(at="2024-01-05 10:00", order="R1", n="-2", paid="-3.50"),
        sale(at="2024-01-06 10:00", what="jam"),
    ]
    columns = {"is_return": "paid LIKE '-%'"}
    accounting = world.ingest(world.source(rows, columns=columns, returns={}))
    ledger = world.table("ledger")
    days = ledger["returned_day"].dt.strftime("%d").tolist()
    assert days[:2] == ["05", "05"]
    assert pd.isna(days[2])
    assert accounting.returns["matched"] == 1


def test_answers_and_identities_stand_beside_the_ledger(world, sale):
    columns = {"customer_id": "who", "answered_at": '"at"', "item": "what"}
    feedback = {
        "file": "sales",
        "columns": columns | {"kind": "'like'", "score": "n"},
        "time_format": "%Y-%m-%d %H:%M",
    }
    keys = {"goods": {"expression": "what"}}
    identity = {"file": "sales", "customer_id": "who", "keys": keys}
    rows = [sale(who="a"), sale(who="b")]
    world.ingest(world.source(rows, feedback=feedback, identity=identity))
    assert world.table("identities")["customer_id"].tolist() == ["a", "a"]
    assert world.table("feedback")["customer_id"].tolist() == ["a", "a"]
    assert world.table("feedback")["score"].tolist() == [2, 2]


def test_a_level_nobody_declared_is_rejected(world, people):
    world.ingest(people([["1", "<30", "f"], ["2", "very", "f"]]))
    assert world.rejected() == [(3, "age", "level", None)]


def test_contacts_and_events_have_their_own_days(world, sale):
    world.write(
        "mail.csv",
        ["who", "day", "item"],
        [["007", "2024-03-01", "x"], ["008", "", "y"]],
    )
    columns = {"customer_id": "who", "kind": "'campaign'"}
    day = {"time_format": "%Y-%m-%d", "has_time": False}
    source = world.source(
        [sale()],
        business_time_zone="America/New_York",
        files={"mail": {"path": "mail.csv", "format": "csv"}},
        contacts={"file": "mail", "columns": columns | {"contacted_at": "day"}} | day,
        events={"file": "mail", "columns": columns | {"at": "day", "item": "item"}}
        | day,
    )
    accounting = world.ingest(source)
    assert world.table("contacts")["contacted_day"].tolist() == [
        pd.Timestamp("2024-03-01")
    ]
    assert world.table("events")["item"].tolist() == ["x"]
    assert accounting.by_reason == {"contacts: time_null": 1, "events: time_null": 1}
