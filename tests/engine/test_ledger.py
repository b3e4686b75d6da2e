import numpy as np
import pytest

from patronage.engine import LedgerFiles
from patronage.errors import InputError
from patronage.tables import LEDGER

ALL = ("brand", "contacts", "events")


def whole(folder, columns=ALL):
    files = LedgerFiles(folder, columns)
    return files.batch(0, len(files.customer_id))


def test_everybody_is_there_also_without_a_purchase(folder):
    batch = whole(folder)
    assert batch.customer_id.tolist() == ["ann", "bob", "cyd", "dan"]
    assert batch["amount"].counts.tolist() == [3, 1, 2, 0]
    assert batch.registered.tolist() == [False, True, False, True]


def test_rows_are_whole_numbers_in_the_order_of_the_ledger(folder):
    batch = whole(folder)
    assert batch["amount"].values.tolist() == [500, 250, 100, 900, 50, 75]
    assert batch.money(batch["amount"].sum()).tolist() == [8.5, 9, 1.25, 0]
    first = np.datetime64("2017-01-01").astype("datetime64[D]").astype(int)
    assert batch["order_day"].values[0] == first
    assert batch["order_id"].count_distinct().tolist() == [2, 1, 2, 0]


def test_codes_are_those_of_the_whole_ledger_in_every_batch(folder):
    assert whole(folder)["brand"].values.tolist() == [1, 0, -1, 1, 0, 0]
    files = LedgerFiles(folder, ALL)
    assert files.batch(2, 3)["brand"].values.tolist() == [0, 0]
    assert files.batch(2, 3).levels["brand"] == ("Other", "Own")


def test_contacts_and_events_stand_with_their_customers(folder):
    batch = whole(folder)
    assert batch.contacts["kind"].counts.tolist() == [1, 0, 0, 0]
    assert batch.events["kind"].counts.tolist() == [1, 0, 1, 0]
    answered = batch.events["kind"].values == batch.code("events.kind", "redemption")
    assert answered.tolist() == [False, True]


def test_attributes_keep_their_order_and_their_gaps(folder):
    size = whole(folder).attributes["size"]
    assert size.ordered
    assert size.categories.tolist() == ["S", "L"]
    assert [None if v != v else v for v in size] == [None, "L", None, "S"]


def test_a_source_of_customers_alone_has_nothing_to_describe(folder):
    folder.path(LEDGER).unlink()
    with pytest.raises(InputError, match="'shop' has customers and no ledger"):
        _ = LedgerFiles(folder).metadata


@pytest.mark.parametrize("batch_rows", [1, 2, 3, 4, 100])
def test_a_customer_is_never_divided(folder, batch_rows):
    files = LedgerFiles(folder)
    ranges = list(files.ranges(batch_rows))
    assert [first for first, _ in ranges] == [0, *(last for _, last in ranges[:-1])]
    assert ranges[-1][1] == 4
    amounts = [files.batch(*span)["amount"].values for span in ranges]
    assert np.concatenate(amounts).tolist() == [500, 250, 100, 900, 50, 75]


def test_only_asked_columns_are_read(folder):
    batch = whole(folder, columns=())
    assert set(batch.ledger) == {"order_day", "order_id", "quantity", "amount"}
    assert not batch.has("contacts")
