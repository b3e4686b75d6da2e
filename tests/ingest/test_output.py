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


def test_spans_say_how_many_rows_each_customer_has(world, sale):
    world.ingest(world.source([sale(who="b"), sale(who="B"), sale(who="b", paid="1")]))
    spans = world.table("spans")
    assert list(spans.itertuples(index=False, name=None)) == [("B", 1), ("b", 2)]


def test_levels_are_numbered_in_the_order_of_their_bytes(world, sale):
    rows = [sale(what=what) for what in ("tea", "Tea", "", "té", "jam", "jam")]
    world.ingest(world.source(rows, columns={"brand": "nullif(n, '2')"}))
    levels = world.table("levels")
    found = list(levels.itertuples(index=False, name=None))
    assert found == [
        ("product_id", i, v) for i, v in enumerate(["Tea", "jam", "tea", "té"])
    ]


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
                "expression": "age",
                "kind": "ordinal",
                "levels": ["<30", "30+"],
                "sensitive": True,
            },
            "sex": {"expression": "sex", "kind": "categorical", "block": "personal"},
        }
        return world.source(
            [sale()],
            files={"people": {"path": "people.csv", "format": "csv"}},
            customers={"file": "people", "customer_id": "id", "fields": fields},
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


def test_customers_that_contradict_each_other_are_rejected_repeats_dropped(
    world, people
):
    rows = [["1", "<30", "f"], ["1", "30+", "f"], ["2", "<30", "m"], ["2", "<30", "m"]]
    accounting = world.ingest(people(rows))
    assert world.table("customers")["customer_id"].tolist() == ["2"]
    assert accounting.by_reason == {"customers: conflicting_customer": 2}
    assert accounting.others["customers"]["deduplicated"] == 1


def test_a_level_nobody_declared_is_rejected(world, people):
    world.ingest(people([["1", "<30", "f"], ["2", "very", "f"]]))
    assert world.rejected() == [(2, "age", "level", "very")]


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
