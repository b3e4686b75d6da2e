from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patronage import io
from patronage.engine import LedgerFiles
from patronage.errors import InputError, IntegrityError
from patronage.tables import LEDGER, LEVELS, SPANS
from tests.engine.conftest import PEOPLE
from tests.engine.shops import SIZES, Person, Shop

ALL = ("brand", "order_hour", "contacts", "events", "feedback")


def whole(folder, columns=ALL):
    files = LedgerFiles(folder, columns)
    (stretch,) = files.ranges(10**6)
    return files.batch(stretch)


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
    assert batch["order_no"].count_distinct().tolist() == [2, 1, 2, 0]
    assert batch["order_hour"].values.tolist() == [8, -1, 20, 9, 9, 9]


def test_numbers_stay_as_narrow_as_they_are_stored(folder):
    batch = whole(folder)
    kinds = {name: str(rows.values.dtype) for name, rows in batch.ledger.items()}
    assert kinds == {
        "order_day": "int32",
        "order_no": "int32",
        "quantity": "int64",
        "amount": "int64",
        "brand": "int32",
        "order_hour": "int8",
    }


def test_codes_are_those_of_the_whole_ledger_in_every_batch(folder):
    assert whole(folder)["brand"].values.tolist() == [1, 0, -1, 1, 0, 0]
    files = LedgerFiles(folder, ALL)
    cyd = files.batch(list(files.ranges(1))[2])
    assert cyd["brand"].values.tolist() == [0, 0]
    assert cyd.levels["brand"] == ("Other", "Own")


def test_contacts_events_and_answers_stand_with_their_customers(folder):
    batch = whole(folder)
    assert batch.contacts["kind"].counts.tolist() == [1, 0, 0, 0]
    assert batch.events["kind"].counts.tolist() == [1, 0, 1, 0]
    answered = batch.events["kind"].values == batch.code("events.kind", "redemption")
    assert answered.tolist() == [False, True]
    assert batch.feedback["pomp"].counts.tolist() == [2, 0, 0, 1]


def test_answers_are_parts_of_their_scale_turned_around_where_reversed(folder):
    assert whole(folder).feedback["pomp"].values.tolist() == [75_000, 25_000, -1]


def test_attributes_keep_their_order_and_their_gaps(folder):
    size = whole(folder).attributes["size"]
    assert size.ordered
    assert size.categories.tolist() == ["S", "L"]
    assert [None if v != v else v for v in size] == [None, "L", None, "S"]


DATED = {
    "ann": Person(orders=PEOPLE["ann"].orders),
    "bob": Person(records=[(2, "S"), (5, "L")], size="L", registered=True),
    "dan": Person(records=[(4, None), (6, "S")], size="S", registered=True),
}


@pytest.mark.parametrize(
    ("day", "sizes"),
    [
        (1, {"ann": None}),
        (2, {"ann": None, "bob": "S"}),
        (4, {"ann": None, "bob": "S", "dan": None}),
        (5, {"ann": None, "bob": "L", "dan": None}),
        (9, {"ann": None, "bob": "L", "dan": "S"}),
    ],
)
@pytest.mark.parametrize("batch_rows", [1, 2, 100])
def test_no_day_sees_what_was_reported_later(day, sizes, batch_rows):
    first = int(np.datetime64("2017-01-01", "D").astype(int))
    with Shop(DATED).on_disk() as folder:
        files = LedgerFiles(folder)
        seen = {}
        for batch in map(files.batch, files.ranges(batch_rows)):
            at = batch.at(first + day - 1, 365)
            size = at.attributes["size"]
            assert list(size.categories) == ["S", "L"]
            texts = [None if text != text else text for text in size]
            seen |= dict(zip(at.customer_id, texts, strict=True))
    assert seen == sizes


def test_customers_without_a_ledger_are_known_since_their_first_record(tmp_path):
    people = {who: DATED[who] for who in ("bob", "dan")}
    batch = whole(Shop(people, has_ledger=False).write(tmp_path))
    first = int(np.datetime64("2017-01-01", "D").astype(int))
    assert batch.at(first + 2, 365).customer_id.tolist() == ["bob"]
    assert batch.at(first + 3, 365).customer_id.tolist() == ["bob", "dan"]


def test_sensitive_fields_are_not_even_read(tmp_path):
    fields = {"size": SIZES["size"] | {"sensitive": True}}
    assert whole(Shop(PEOPLE, fields).write(tmp_path)).attributes == {}


def test_only_asked_columns_are_read(folder):
    batch = whole(folder, columns=())
    assert set(batch.ledger) == {"order_day", "order_no", "quantity", "amount"}
    assert not batch.has("contacts")


def test_a_table_without_rows_counts_as_none(tmp_path):
    batch = whole(Shop({"ann": PEOPLE["ann"], "bob": PEOPLE["bob"]}).write(tmp_path))
    assert batch.has("events", "contacts")
    alone = whole(Shop({"bob": PEOPLE["bob"]}).write(tmp_path))
    assert not any(map(alone.has, ("contacts", "events", "feedback")))


def test_customers_without_a_ledger_are_all_registered(tmp_path):
    people = {who: PEOPLE[who] for who in ("bob", "dan")}
    shop = Shop(people, has_ledger=False, noted={"as_of": "2018-12-31"})
    files = LedgerFiles(shop.write(tmp_path), ALL)
    assert files.tables == ("customers", "contacts", "events", "feedback")
    batch = whole(files.folder)
    assert batch.customer_id.tolist() == ["bob", "dan"]
    assert (batch.ledger, batch.registered.tolist()) == ({}, [True, True])
    assert batch.attributes["size"].tolist() == ["L", "S"]
    assert files.metadata["first_day"] == files.metadata["last_day"] == "2018-12-31"


def test_who_does_not_say_of_which_day_has_none(tmp_path):
    shop = Shop({"bob": PEOPLE["bob"]}, has_ledger=False)
    metadata = LedgerFiles(shop.write(tmp_path)).metadata
    assert (metadata["first_day"], metadata["last_day"]) == ("", "")


def test_what_was_never_ingested_is_missed(tmp_path):
    with pytest.raises(InputError, match=r"run `python -m pipelines\.ingest` first"):
        _ = LedgerFiles(io.Folder(tmp_path, "shop")).metadata


@pytest.mark.parametrize("left", [["customer_id", "n_rows"], None])
def test_what_an_earlier_version_ingested_is_to_be_ingested_again(folder, left):
    if left is None:
        folder.path(SPANS).unlink()
    else:
        spans = io.read_arrow(SPANS, folder).select(left)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(SPANS), "problems", lambda *_: [])
            io.write(SPANS, spans, folder)
    with pytest.raises(InputError, match=r"earlier version, run `python -m pipelines"):
        list(LedgerFiles(folder).ranges(10))


def with_products(folder: io.Folder) -> io.Folder:
    """The same shop, whose levels tell when each product was first sold."""
    levels = io.read_arrow(LEVELS, folder)
    first = [date(2017, 1, 9), date(2017, 1, 2)]
    products = pa.table(
        {
            "column": ["product_id", "product_id"],
            "code": pa.array([0, 1], pa.int32()),
            "level": ["jam", "tea"],
            "first_day": pa.array(first, pa.date32()),
        }
    )
    undated = levels.append_column("first_day", pa.nulls(len(levels), pa.date32()))
    io.write(LEVELS, pa.concat_tables([undated, products]), folder)
    return folder


def test_products_come_with_the_day_on_which_they_were_first_sold(folder):
    with_products(folder)
    batch = whole(folder, ("product_id",))
    second = int(np.datetime64("2017-01-02", "D").astype(int))
    assert batch.level_days["product_id"].tolist() == [second + 7, second]
    assert list(batch.level_days) == ["product_id"]
    assert batch.at(second, 365).level_days is batch.level_days
    assert whole(folder, ("brand",)).level_days == {}


def test_products_without_their_first_day_are_to_be_ingested_again(folder):
    expected = r"levels: first_day should be there.*run `python -m pipelines\.ingest`"
    with pytest.raises(InputError, match=expected):
        whole(folder, ("product_id",))


def test_events_come_with_their_value_and_severity(folder):
    events = whole(folder).events
    assert events["value"].values.tolist() == [0, 0]
    assert events["severity"].values.tolist() == [0, 0]


DAYS, KINDS = st.integers(1, 9), st.sampled_from(["mail", "visit", "care"])
ORDERS = st.tuples(
    st.sampled_from(["o1", "o2", "o3"]),
    DAYS,
    st.integers(-500, 500),
    st.integers(0, 9) | st.none(),
    st.sampled_from(["Own", "Other", None]),
    st.integers(0, 23) | st.none(),
)
ANSWERS = st.tuples(DAYS, KINDS, st.floats(1, 5) | st.none(), st.booleans())
PERSONS = st.builds(
    Person,
    orders=st.lists(ORDERS, max_size=8),
    contacts=st.lists(st.tuples(DAYS, KINDS), max_size=5),
    events=st.lists(st.tuples(DAYS, KINDS), max_size=3),
    feedback=st.lists(ANSWERS, max_size=3),
    size=st.sampled_from(["S", "L", None]),
    registered=st.booleans(),
)
WORLDS = st.dictionaries(st.text("abcé", min_size=1, max_size=3), PERSONS, max_size=9)


def naive(shop: Shop) -> list[tuple]:
    """Everybody who counts, with his rows in the order in which they are written."""
    return [
        (
            who,
            person.registered,
            person.size if person.registered else None,
            [
                (c, u or 0, b, -1 if h is None else h)
                for _, _, c, u, b, h in person.orders
            ],
            len({row[0] for row in person.orders}),
            [kind for _, kind in person.contacts],
            [kind for _, kind in person.events],
            [kind for _, kind, *_ in person.feedback],
        )
        for who, person in sorted(shop.people.items())
        if person.orders or person.registered
    ]


def read(files: LedgerFiles, batch_rows: int) -> list[tuple]:
    batches = map(files.batch, files.ranges(batch_rows))
    return [row for batch in batches for row in described(batch)]


def described(batch) -> list[tuple]:
    def per_customer(rows, names=None):
        if rows is None:
            return [[] for _ in range(len(batch))]
        parts = np.split(rows.values, rows.offsets[1:-1])
        found = [part.tolist() for part in parts]
        return [[named(names, code) for code in part] for part in found]

    def named(names, code):
        return code if names is None else (None if code < 0 else names[code])

    levels = batch.levels
    brand = per_customer(batch["brand"], levels["brand"])
    columns = [per_customer(batch[name]) for name in ("amount", "quantity")]
    hours = per_customer(batch["order_hour"])
    kinds = [
        per_customer(getattr(batch, name).get("kind"), levels.get(f"{name}.kind"))
        for name in ("contacts", "events", "feedback")
    ]
    sizes = [None if size != size else size for size in batch.attributes["size"]]
    lines = [
        list(zip(*row, strict=True)) for row in zip(*columns, brand, hours, strict=True)
    ]
    return list(
        zip(
            batch.customer_id.tolist(),
            batch.registered.tolist(),
            sizes,
            lines,
            batch["order_no"].count_distinct().tolist(),
            *kinds,
            strict=True,
        )
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people=WORLDS, batch_rows=st.integers(1, 12))
def test_batches_hold_what_a_naive_reading_finds(people, batch_rows):
    people |= {"zoe": PEOPLE["ann"]}  # a ledger has at least one row
    shop = Shop(people)
    with shop.on_disk() as folder:
        assert read(LedgerFiles(folder, ALL), batch_rows) == naive(shop)


@pytest.mark.parametrize("batch_rows", [1, 2, 5])
def test_what_is_read_twice_is_the_same(batch_rows):
    with Shop(PEOPLE).on_disk() as folder:
        files = LedgerFiles(folder, ALL)
        assert read(files, batch_rows) == read(files, batch_rows)


def test_a_ledger_that_was_damaged_is_not_read(folder):
    path = folder.path(LEDGER)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(IntegrityError, match="is damaged"):
        whole(folder)
