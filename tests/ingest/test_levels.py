import pandas as pd


def levels(world) -> list[tuple]:
    table = world.table("levels")[["column", "code", "level"]]
    return list(table.itertuples(index=False, name=None))


def test_levels_are_numbered_in_the_order_of_their_bytes(world, sale):
    rows = [sale(what=what) for what in ("tea", "Tea", "", "té", "jam", "jam")]
    world.ingest(world.source(rows, columns={"brand": "nullif(n, '2')"}))
    assert levels(world) == [
        ("product_id", i, v) for i, v in enumerate(["Tea", "jam", "tea", "té"])
    ]


def test_kinds_and_items_bear_the_name_of_their_table(world, sale):
    answers = {
        "file": "sales",
        "time_format": "%Y-%m-%d %H:%M",
        "columns": {
            "customer_id": "who",
            "answered_at": '"at"',
            "item": "what",
            "kind": "'like'",
            "score": "n",
        },
    }
    events = answers | {"columns": {"customer_id": "who", "at": '"at"', "kind": "what"}}
    world.ingest(world.source([sale()], feedback=answers, events=events))
    assert levels(world) == [
        ("events.kind", 0, "tea"),
        ("feedback.item", 0, "tea"),
        ("feedback.kind", 0, "like"),
        ("product_id", 0, "tea"),
    ]


def test_declared_levels_come_whole_and_in_their_order(world):
    age = {"kind": "ordinal", "levels": ["40", "30", "20"]}
    world.ingest(world.register_of([["1", "30"]], fields={"age": age}))
    assert levels(world) == [
        ("customers.age", 0, "40"),
        ("customers.age", 1, "30"),
        ("customers.age", 2, "20"),
    ]


def test_levels_nobody_declares_are_those_that_are_there(world):
    rows = [["1", "30"], ["2", "9"], ["3", "30"], ["4", ""]]
    world.ingest(world.register_of(rows, fields={"age": {"kind": "categorical"}}))
    assert levels(world) == [("customers.age", 0, "30"), ("customers.age", 1, "9")]


def test_sensitive_fields_and_numbers_have_no_levels(world):
    secret = {"kind": "categorical", "sensitive": True}
    for age in (secret, {"kind": "numeric"}):
        world.ingest(world.register_of([["1", "30"]], fields={"age": age}))
        assert levels(world) == []


def test_a_product_has_the_day_on_which_anybody_first_ordered_it(world, sale):
    rows = [
        sale(who="1", order="a", at="2017-03-02 10:00", what="tea"),
        sale(who="2", order="b", at="2017-03-01 23:59", what="tea"),
        sale(who="2", order="b", at="2017-03-05 10:00", what="jam"),
        sale(who="", order="c", at="2017-01-01 10:00", what="jam"),
    ]
    world.ingest(world.source(rows, columns={"brand": "what"}))
    table = world.table("levels").set_index(["column", "level"])["first_day"]
    assert table["product_id"].astype("str").to_dict() == {
        "jam": "2017-03-05",
        "tea": "2017-03-01",
    }
    assert table["brand"].isna().all()


def test_levels_of_a_source_without_a_ledger_have_no_day(world):
    fields = {"age": {"kind": "ordinal", "levels": ["30", "20"]}}
    world.ingest(world.register_of([["1", "30"]], fields=fields))
    days = world.table("levels")["first_day"]
    assert pd.api.types.is_datetime64_dtype(days)
    assert days.isna().all()
