def levels(world) -> list[tuple]:
    return list(world.table("levels").itertuples(index=False, name=None))


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
