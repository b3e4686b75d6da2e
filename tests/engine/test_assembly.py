import pickle

import numpy as np
import pyarrow as pa

from patronage.engine.assembly import Facts, assemble

IDS = np.array(["ann", "bob"], dtype=object)
FACTS = Facts(
    levels={"brand": ("A", "B"), "customers.home": ("n", "s")},
    fields={"age": {"kind": "numeric"}, "home": {"kind": "categorical"}},
    columns={"ledger": ("amount", "brand"), "customers": ("age", "home")},
)
LEDGER = pa.table({"amount": [5, 7, 9], "brand": ["B", None, "A"]})


def test_facts_travel():
    assert pickle.loads(pickle.dumps(FACTS)) == FACTS


def test_rows_are_those_of_each_customer_in_turn():
    counts = {"ledger": np.array([1, 2])}
    batch = assemble(IDS, {"ledger": LEDGER}, counts, FACTS)
    assert batch["amount"].sum().tolist() == [5, 16]
    assert batch["brand"].values.tolist() == [1, -1, 0]
    assert batch.registered.tolist() == [False, False]
    assert batch.attributes == {}


def test_a_record_is_its_customers_and_who_has_none_has_no_value():
    records = pa.table({"age": pa.array([41.0]), "home": ["s"]})
    counts = {"customers": np.array([0, 1])}
    batch = assemble(IDS, {"customers": records}, counts, FACTS)
    assert np.isnan(batch.attributes["age"][0])
    assert batch.attributes["age"][1] == 41
    assert batch.attributes["home"].codes.tolist() == [-1, 1]
    assert list(batch.attributes["home"].categories) == ["n", "s"]
    assert (batch.ledger, batch.registered.tolist()) == ({}, [False, True])


def test_levels_come_with_their_days():
    days = {"brand": np.array([3, 9])}
    facts = Facts(levels=FACTS.levels, columns=FACTS.columns, level_days=days)
    batch = assemble(IDS, {"ledger": LEDGER}, {"ledger": np.array([1, 2])}, facts)
    assert batch.level_days == days


def test_what_is_not_asked_for_is_left_out():
    facts = Facts(columns={"ledger": ("amount",)})
    counts = {"ledger": np.array([1, 2]), "events": np.array([0, 0])}
    tables = {"ledger": LEDGER, "events": pa.table({"kind": pa.array([], pa.string())})}
    batch = assemble(IDS, tables, counts, facts)
    assert set(batch.ledger) == {"amount"}
    assert batch.events == {}


def test_records_that_bear_days_keep_all_their_values():
    facts = Facts(fields=FACTS.fields, columns={"customers": ("since_day", "age")})
    days = pa.array([3, 8], pa.int32()).cast(pa.date32())
    records = pa.table({"since_day": days, "age": [41.0, 42.0]})
    counts = {"customers": np.array([0, 2])}
    batch = assemble(IDS, {"customers": records}, counts, facts)
    assert batch.attributes["age"].tolist() == [41, 42]
    assert batch.at(7, 30).attributes["age"].tolist() == [41]
    assert batch.at(8, 30).attributes["age"].tolist() == [42]
    assert len(batch.at(2, 30)) == 0
