"""Customers whom an ingest leaves out: counted by their lines, and nothing else."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from patronage import ingest, io


class Named:
    """A list that is known by its ids, where the real one has hashes."""

    def __init__(self, *ids):
        self.ids = ids

    def __bool__(self):
        return bool(self.ids)

    def among(self, ids):
        return [each for each in ids if each in self.ids]


def taken_in(world, source, *ids):
    with TemporaryDirectory(dir=world.path) as scratch, io.connect(threads=1) as db:
        io.register(db, source.files, world.path, scratch=Path(scratch))
        plans = ingest.stage(db, source, Named(*ids))
        accounting = ingest.account(db, source, plans)
        for output in ingest.tables(db, source, plans, accounting):
            io.write(
                output.schema, output.table, world.folder, metadata=output.metadata
            )
    return accounting


@pytest.fixture
def rows(sale):
    return [sale(), sale(who="008", order="B1"), sale(who="008", order="B2", paid="x")]


def test_rows_of_the_forgotten_have_a_fate_and_nothing_else(world, rows):
    accounting = taken_in(world, world.source(rows), "008")
    assert world.table("ledger")["customer_id"].tolist() == ["007"]
    assert (accounting.rows_read, accounting.rows_quarantined) == (3, 2)
    assert accounting.by_reason == {"forgotten": 2}
    assert accounting.frequent == ()
    assert world.rejected() == [
        (3, "customer_id", "forgotten", None),
        (4, "customer_id", "forgotten", None),
    ]
    assert not any(b"008" in content for content in world.bytes().values())


def test_a_strict_source_lets_customers_go_too(world, sale):
    rows = [sale(), sale(who="008", order="B1")]
    source = world.source(rows, strict=True, quarantine_limit=0)
    assert taken_in(world, source, "008").rows_ledger == 1


def test_with_nobody_to_forget_tables_are_the_same(world, rows):
    source = world.source(rows)
    world.ingest(source)
    before = world.bytes()
    taken_in(world, source)
    assert world.bytes() == before
    taken_in(world, source, "unknown")
    assert world.bytes() == before


def test_what_is_no_row_is_not_shown_once_somebody_is_forgotten(world, rows):
    source = world.source(rows)
    path = world.path / "sales.csv"
    path.write_text(f"{path.read_text()}008,broken,008\n")
    taken_in(world, source, "008")
    assert (5, "", "field_count", None) in [
        (r[0], "", r[2], r[3]) for r in world.rejected()
    ]


def test_ids_that_are_one_customer_are_forgotten_together(world, sale):
    people = [["007", "a@x.org"], ["008", "a@x.org"], ["009", "b@x.org"]]
    world.write("people.csv", ["id", "mail"], people)
    source = world.source(
        [sale(who=who, order=who) for who in ("007", "008", "009")],
        files={"people": {"path": "people.csv", "format": "csv"}},
        identity={
            "file": "people",
            "customer_id": "id",
            "keys": {"mail": {"expression": "mail"}},
        },
    )
    taken_in(world, source, "008")
    assert world.table("ledger")["customer_id"].tolist() == ["009"]
    assert world.table("identities")["id"].tolist() == ["009"]
