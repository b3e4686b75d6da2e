def test_columns_that_nothing_mentions_are_named(world, sale):
    source = world.source([sale()])
    used = {k: v for k, v in source.ledger.columns.items() if k != "product_id"}
    accounting = world.ingest(world.source([sale()], ledger={"columns": used}))
    assert accounting.unused_columns == {"sales": ["what"]}


def test_a_mention_in_any_expression_is_a_use(world, sale):
    source = world.source([sale()])
    used = {k: v for k, v in source.ledger.columns.items() if k != "product_id"}
    ledger = {"columns": used | {"brand": "left(WHAT, 3)"}}
    assert not world.ingest(world.source([sale()], ledger=ledger)).unused_columns


def test_part_of_a_word_is_not_a_use(world, sale):
    source = world.source([sale()])
    used = {k: v for k, v in source.ledger.columns.items() if k != "quantity"}
    accounting = world.ingest(world.source([sale()], ledger={"columns": used}))
    assert accounting.unused_columns == {"sales": ["n"]}
