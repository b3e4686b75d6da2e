import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage import selection
from patronage.bounds import Bounds
from patronage.ragged import Ragged
from patronage.rows import Rows
from patronage.window import Window
from patronage.windows import Remembered, Whole, Windows

customers = st.lists(
    st.lists(st.tuples(st.integers(0, 9), st.integers(-5, 5)), max_size=6), max_size=5
)
LEAST, MOST = np.iinfo(np.int64).min, np.iinfo(np.int64).max


def table(rows):
    """Rows of (day, amount) per customer, in the order of their days."""
    rows = [sorted(each) for each in rows]
    shared = Rows.of_counts(np.array([len(each) for each in rows], dtype=np.int64))
    flat = np.array([pair for each in rows for pair in each], np.int64).reshape(-1, 2)
    return {n: Ragged.over(flat[:, i], shared) for i, n in enumerate(("day", "amount"))}


def by_itself(ragged):
    """The same rows, which know of no longer ones."""
    return Ragged(ragged.values, ragged.offsets)


@given(customers, st.integers(-1, 9), st.integers(-1, 9), st.data())
def test_a_window_is_what_the_same_rows_are_by_themselves(rows, after, until, data):
    whole = Whole(table(rows)) if rows else {}
    keep = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    )
    for _ in range(2):  # the second time from what the first has found of the whole
        part = selection.only(whole, keep.astype(bool)) if rows else whole
        part = selection.between(part, "day", after, until)
        for name, column in part.items():
            alone = by_itself(column)
            for method in ("sum", "first", "last", "max", "mean", "count_distinct"):
                found, expected = getattr(column, method)(), getattr(alone, method)()
                np.testing.assert_array_equal(found, expected, err_msg=method)
            assert column.distinct().values.tolist() == alone.distinct().values.tolist()
            assert column.gaps().values.tolist() == alone.gaps().values.tolist()
            sums = column.sums_of(part["amount"])
            own = alone.sums_of(by_itself(part["amount"]))
            assert sums.values.tolist() == own.values.tolist(), name
            assert sums.offsets.tolist() == own.offsets.tolist()
            marks = column.apply(np.greater, part["amount"])
            assert (
                marks.values.tolist() == (alone.values > part["amount"].values).tolist()
            )
            assert marks.sum().tolist() == by_itself(marks).sum().tolist()


@given(customers, st.integers(0, 9))
def test_rows_that_are_marked_are_left_of_every_window(rows, until):
    whole = Whole(table(rows)) if rows else {}
    early = selection.between(whole, "day", LEAST, until)
    if not early:
        return
    left = selection.marked(early, early["amount"].apply(np.greater, 0))
    expected = [
        [p for p in sorted(each) if p[0] <= until and p[1] > 0] for each in rows
    ]
    assert left["amount"].counts.tolist() == [len(each) for each in expected]
    assert left["day"].values.tolist() == [p[0] for each in expected for p in each]


def test_what_was_made_of_the_whole_is_made_once():
    whole = Whole(table([[(1, 5), (2, 6), (2, 7)], [(3, 1)]]))
    asked = []

    def doubled(values):
        asked.append(len(values))
        return values * 2

    for until in (1, 2):
        window = selection.between(whole, "day", LEAST, until)
        window["amount"].apply(doubled)
    assert asked == [4]


def test_a_window_that_cuts_through_a_run_sums_its_own_rows_alone():
    order = Ragged(np.array([7, 7, 7]), np.array([0, 3]))
    amount = order.like(np.array([1, 2, 4]))
    bounds = Bounds.of(order.rows).between(np.array([1]), np.array([3]))
    windows = Windows(Whole({"order": order, "amount": amount}), bounds)
    assert windows["order"].sums_of(windows["amount"]).values.tolist() == [6]
    assert windows["order"].runs.values.tolist() == [7]


def test_what_stands_beside_a_run_is_told_where_it_is_one_thing():
    orders = Ragged(np.array([1, 1, 2]), np.array([0, 3]))
    whole = Whole({"order": orders, "store": orders.like(np.array([8, 9, 5]))})
    window = Windows(
        whole, Bounds.of(orders.rows).between(np.array([1]), np.array([3]))
    )
    assert orders.constant(whole["store"]) is None
    assert window["order"].constant(window["store"]).values.tolist() == [9, 5]


def test_sums_that_overflow_in_the_whole_alone_do_not_in_a_window():
    values = Ragged(np.array([MOST, MOST, 1]), np.array([0, 3]))
    bounds = Bounds.of(values.rows).between(np.array([1]), np.array([2]))
    assert Window(values, bounds).sum().tolist() == [MOST]


def test_who_has_other_rows_is_stale():
    remembered = Remembered(3)
    everybody = Bounds.of(Rows.of_counts(np.array([1, 2, 0])))
    assert remembered.is_stale(everybody).all()
    remembered.keep(everybody, {"n": np.array([1.0, 2.0, 3.0])})
    later = Bounds(np.array([0, 1]), np.array([0, 2]), np.array([1, 3]), 3)
    assert remembered.is_stale(later).tolist() == [False, True]
    assert remembered.of(later)["n"].tolist() == [1, 2]


@pytest.mark.parametrize("size", [30, 300])
def test_few_rows_are_cut_as_many_are(size):
    rows = Rows.of_counts(np.array([size, size]))
    first = rows.offsets[:-1] + 3
    bounds = Bounds.of(rows).between(first, first + 20)
    expected = [*range(3, 23), *range(size + 3, size + 23)]
    assert bounds.cut(np.arange(2 * size)).tolist() == expected
