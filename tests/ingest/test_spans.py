def test_spans_say_how_many_rows_each_customer_has(world, sale):
    world.ingest(world.source([sale(who="b"), sale(who="B"), sale(who="b", paid="1")]))
    spans = world.table("spans")
    assert list(spans.itertuples(index=False, name=None)) == [("B", 1), ("b", 2)]


def test_rows_that_are_left_out_do_not_count(world, sale):
    rows = [sale(), sale(), sale(paid="")]
    world.ingest(world.source(rows, ledger={"equal_rows": "drop"}))
    assert world.table("spans")["n_rows"].tolist() == [1]
