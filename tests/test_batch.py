from dataclasses import replace

import numpy as np
import pandas as pd
from worlds import batch_of, day

from patronage.ragged import Ragged
from patronage.windows import Whole

WORLD = {
    "ann": [
        {"day": "2017-01-01", "amount": 10},
        {"day": "2017-03-01", "amount": 20},
        {"day": "2017-05-01", "amount": 40},
    ],
    "bob": [{"day": "2017-05-01", "amount": 80}],
    "cyd": [],
}


def test_the_window_ends_on_as_of_and_keeps_the_first_day():
    batch = batch_of(WORLD).at(day("2017-03-01"), 30)
    assert batch.customer_id.tolist() == ["ann"]
    assert batch["amount"].values.tolist() == [20]
    assert batch.first_day.tolist() == [day("2017-01-01")]


def test_a_customer_to_come_is_not_known_yet_unless_registered():
    registered = np.array([False, True, True])
    batch = batch_of(WORLD, registered=registered).at(day("2017-04-01"), 365)
    assert batch.customer_id.tolist() == ["ann", "bob", "cyd"]
    assert np.isnan(batch.first_day[1:]).all()


def test_rows_after_as_of_change_nothing():
    with_future = batch_of(WORLD).at(day("2017-04-01"), 365)
    past = {"ann": WORLD["ann"][:2], "bob": [], "cyd": []}
    without = batch_of(past).at(day("2017-04-01"), 365)
    assert with_future.customer_id.tolist() == without.customer_id.tolist()
    for name in ("order_day", "amount"):
        assert with_future[name].values.tobytes() == without[name].values.tobytes()


def test_an_unknown_level_matches_no_row():
    rows = [{"day": "2017-01-01", "brand": "Own"}, {"day": "2017-01-01"}]
    batch = batch_of({"ann": rows})
    assert batch["brand"].values.tolist() == [0, -1]
    assert batch.code("brand", "Own") == 0
    assert batch.code("brand", None) not in batch["brand"].values


def test_has_tells_columns_and_tables():
    batch = batch_of(WORLD)
    assert batch.has("amount")
    assert not batch.has("brand")
    assert not batch.has("contacts")


def returned(as_of: str, window_days: int = 365):
    rows = [
        {"day": "2017-01-01", "amount": 10, "is_return": 0},
        {"day": "2017-01-05", "amount": 30, "is_return": 0, "returned_day": MARCH},
        {"day": "2017-03-01", "amount": -30, "is_return": 1, "returned_day": MARCH},
        {"day": "2017-03-02", "amount": -7, "is_return": 1},
    ]
    return batch_of({"ann": rows}).at(day(as_of), window_days)


MARCH = day("2017-03-01")


def test_a_purchase_counts_until_the_day_of_its_return():
    before, after = returned("2017-02-28"), returned("2017-03-01")
    assert before.purchases["amount"].values.tolist() == [10, 30]
    assert before.last_day.tolist() == [day("2017-01-05")]
    assert after.purchases["amount"].values.tolist() == [10]
    assert after.last_day.tolist() == [day("2017-01-01")]


def test_a_pair_that_cancels_is_netted_and_other_returns_stay():
    batch = returned("2017-03-02")
    assert batch.netted["amount"].values.tolist() == [10, -7]
    assert batch.netted["amount"].sum() == batch["amount"].sum()


def test_a_return_is_netted_with_its_purchase_from_before_the_window():
    batch = returned("2017-03-02", window_days=10)
    assert batch["amount"].values.tolist() == [-30, -7]
    assert batch.netted["amount"].values.tolist() == [-7]


def test_who_returned_everything_never_bought():
    rows = [
        {"day": "2017-01-05", "amount": 3, "is_return": 0, "returned_day": MARCH},
        {"day": "2017-03-01", "amount": -3, "is_return": 1, "returned_day": MARCH},
    ]
    assert len(batch_of({"ann": rows}).at(day("2017-02-28"), 365)) == 1
    assert len(batch_of({"ann": rows}).at(day("2017-03-01"), 365)) == 0


def test_of_several_records_the_one_that_stood_is_left():
    rows = {"ann": [{"day": "2017-01-01"}], "bob": [{"day": "2017-01-01"}]}
    batch = batch_of(
        rows,
        since=Ragged(
            np.array([day("2017-01-05"), day("2017-03-01")]), np.array([0, 0, 2])
        ),
        attributes={
            "age": np.array([30.0, 31.0]),
            "home": pd.Categorical(["north", None]),
        },
        registered=np.array([False, True]),
    )
    then = batch.only(np.array([False, True])).at(day("2017-02-01"), 90)
    assert then.attributes["age"].tolist() == [30]
    assert list(then.attributes["home"]) == ["north"]
    both = batch.at(day("2017-01-04"), 90)
    assert both.customer_id.tolist() == ["ann", "bob"]
    assert np.isnan(both.attributes["age"]).all()
    assert both.registered.tolist() == [False, False]
    assert both.since is None


def test_only_customers_with_other_rows_are_asked_about_again():
    asked = []

    def spent(rows):
        asked.append(rows.customer_id.tolist())
        return {"spent": rows["amount"].sum()}

    batch = batch_of(WORLD)
    several = replace(batch, ledger=Whole(batch.ledger, has_several=True))
    found = [
        several.at(day(end), 365).of_rows(spent)["spent"].tolist()
        for end in ("2017-03-01", "2017-04-01", "2017-05-01")
    ]
    assert found == [[30], [30], [70, 80]]
    assert asked == [["ann"], [], ["ann", "bob"]]
