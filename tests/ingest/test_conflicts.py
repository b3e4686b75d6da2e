import itertools

import pytest


def lines(sale, *versions):
    """One line of one order in several versions: what was paid, and since when."""
    return [sale(n="1", paid=paid, what=since) for paid, since in versions]


@pytest.fixture
def versioned(world):
    def make(rows):
        ledger = {"updated_at": "what", "time_format": "%Y-%m-%d %H:%M"}
        columns = {"line_id": "n", "product_id": None}
        return world.source(rows, columns=columns, ledger=ledger)

    return make


def test_lines_that_contradict_each_other_are_all_rejected(world, sale):
    rows = [sale(n="1"), sale(n="1", paid="9"), sale(n="2")]
    accounting = world.ingest(world.source(rows, columns={"line_id": "n"}))
    assert accounting.rows_ledger == 1
    assert accounting.money_quarantined == 1250
    assert world.rejected() == [
        (2, "line_id", "conflicting_line", "1"),
        (3, "line_id", "conflicting_line", "1"),
    ]


def test_a_line_that_went_to_another_customer_is_one_line(world, sale, versioned):
    rows = [sale(n="1"), sale(n="1", who="c2")]
    world.ingest(world.source([*rows, sale(n="2")], columns={"line_id": "n"}))
    assert len(world.table("ledger")) == 1
    late = [sale(n="1", what="2024-01-01"), sale(n="1", who="c2", what="2024-01-02")]
    world.ingest(versioned(late))
    assert world.table("ledger")["customer_id"].tolist() == ["c2"]


def test_the_newest_version_of_a_line_is_kept(world, sale, versioned):
    rows = lines(sale, ("1", "2024-01-02"), ("2", "2024-01-10"), ("3", "2024-01-09"))
    accounting = world.ingest(versioned(rows))
    assert world.table("ledger")["amount"].tolist() == [200]
    assert accounting.by_reason == {"superseded_line": 2}


def test_versions_equally_new_contradict_each_other(world, sale, versioned):
    rows = lines(sale, ("1", "2024-01-01"), ("2", "2024-01-02"), ("3", "2024-01-02"))
    accounting = world.ingest(versioned([*rows, sale(n="2")]))
    assert accounting.by_reason == {"conflicting_line": 2, "superseded_line": 1}
    assert world.table("ledger")["line_id"].tolist() == [2]


def test_a_version_repeated_later_is_no_contradiction(world, sale, versioned):
    rows = lines(sale, ("1", "2024-01-01"), ("2", "2024-01-02"), ("2", "2024-01-05"))
    accounting = world.ingest(versioned(rows))
    assert world.table("ledger")["amount"].tolist() == [200]
    assert (accounting.rows_quarantined, accounting.rows_deduplicated) == (1, 1)


def test_a_version_without_a_time_is_the_oldest(world, sale, versioned):
    world.ingest(versioned(lines(sale, ("1", ""), ("2", "1999-01-01"))))
    assert world.table("ledger")["amount"].tolist() == [200]


def test_the_order_of_the_versions_changes_nothing(world, sale, versioned):
    rows = lines(sale, ("1", "2024-01-01"), ("2", "2024-01-03"), ("3", "2024-01-02"))
    kept = set()
    for order in itertools.permutations(rows):
        world.ingest(versioned(order))
        kept.add(tuple(world.table("ledger")["amount"]))
    assert kept == {(200,)}
