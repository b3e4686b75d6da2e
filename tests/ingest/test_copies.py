from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GOODS = st.lists(st.sampled_from(["tea", "jam", "rice"]), max_size=6)


def test_equal_rows_without_line_ids_are_kept_and_numbered(world, sale):
    accounting = world.ingest(world.source([sale(), sale(what="jam"), sale(), sale()]))
    ledger = world.table("ledger")
    assert accounting.equal_rows_kept == 2
    tea = ledger[ledger["product_id"] == "tea"]
    assert tea["line_id"].tolist() == [0, 1, 2]


def test_equal_rows_are_dropped_where_the_source_says_so(world, sale):
    accounting = world.ingest(
        world.source([sale(), sale()], ledger={"equal_rows": "drop"})
    )
    assert (accounting.rows_ledger, accounting.rows_deduplicated) == (1, 1)
    assert (accounting.money_ledger, accounting.money_deduplicated) == (350, 350)
    assert accounting.equal_rows_kept == 0


def test_with_line_ids_a_repeated_line_is_dropped(world, sale):
    rows = [sale(n="1"), sale(n="2"), sale(n="1")]
    accounting = world.ingest(world.source(rows, columns={"line_id": "n"}))
    assert (accounting.rows_ledger, accounting.rows_deduplicated) == (2, 1)
    assert world.table("ledger")["line_id"].tolist() == [1, 2]


def test_missing_values_are_equal_too(world, sale):
    rows = [sale(n="", what=""), sale(n="", what="")]
    accounting = world.ingest(world.source(rows, ledger={"equal_rows": "drop"}))
    assert accounting.rows_deduplicated == 1


def exports(world, sale, *goods):
    """A source of several files, each with the rows of these goods."""
    folder = world.path / "exports"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    source = world.source([sale()])
    for i, what in enumerate(goods):
        rows = [sale(what=one) for one in what]
        # A comment of its own keeps equal files from being the same file.
        world.write(
            f"exports/{i}.csv",
            ["who", "order", "at", "what", "n", "paid", "note"],
            [[*r, i] for r in rows],
        )
    return world.source(
        [sale()],
        files={"sales": {"path": "exports/*.csv", "format": "csv"}},
        ledger={"equal_rows": "overlap", "columns": source.ledger.columns},
    )


def test_of_overlapping_exports_rows_count_as_often_as_in_the_one_with_most(
    world, sale
):
    first, second = ["tea", "tea", "jam"], ["tea", "jam", "jam", "rice"]
    accounting = world.ingest(exports(world, sale, first, second))
    ledger = world.table("ledger")
    assert Counter(ledger["product_id"]) == {"tea": 2, "jam": 2, "rice": 1}
    assert ledger[ledger["product_id"] == "jam"]["line_id"].tolist() == [0, 1]
    assert (accounting.rows_deduplicated, accounting.equal_rows_kept) == (2, 2)
    assert [f["rows_read"] for f in accounting.files.values()] == [3, 4]


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(GOODS, min_size=1, max_size=3).filter(any))
def test_overlap_is_the_largest_multiplicity(world, sale, goods):
    world.ingest(exports(world, sale, *goods))
    wanted = Counter()
    for what in goods:
        wanted |= Counter(what)
    assert Counter(world.table("ledger")["product_id"]) == wanted


@pytest.mark.parametrize("equal", ["keep", "overlap"])
def test_an_overlap_of_one_file_is_no_overlap(world, sale, equal):
    world.ingest(world.source([sale(), sale()], ledger={"equal_rows": equal}))
    assert len(world.table("ledger")) == 2
