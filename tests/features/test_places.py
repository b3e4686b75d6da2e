from worlds import batch_of

from patronage.features.places import known, per_order

ROWS = [
    {"day": "2017-01-02", "order": 1, "store": "A"},
    {"day": "2017-01-02", "order": 1, "store": "A"},
    {"day": "2017-01-02", "order": 1, "store": "B"},
    {"day": "2017-01-03", "order": 2, "store": None},
    {"day": "2017-01-04", "order": 3, "store": "B"},
    {"day": "2017-01-04", "order": 1, "store": "A"},
]


def test_an_order_counts_once_in_each_store_that_it_touches():
    stores = per_order(batch_of({"ann": ROWS}), "store")
    assert sorted(stores.values.tolist()) == [0, 1, 1]


def test_rows_without_a_store_do_not_count():
    batch = batch_of({"ann": ROWS, "bob": ROWS[3:4]})
    assert known(batch["store"]).counts.tolist() == [5, 0]
    assert per_order(batch, "store").counts.tolist() == [3, 0]


def test_hours_need_no_levels():
    batch = batch_of({"ann": [{"day": "2017-01-02", "order": 1, "order_hour": 23}]})
    assert per_order(batch, "order_hour").values.tolist() == [23]
