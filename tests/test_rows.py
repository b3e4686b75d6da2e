import numpy as np

from patronage.rows import Rows

ROWS = Rows.of_counts(np.array([2, 0, 3]))


def test_rows_know_their_owners():
    assert ROWS.offsets.tolist() == [0, 2, 2, 5]
    assert ROWS.owner.tolist() == [0, 0, 2, 2, 2]
    assert ROWS.filled.tolist() == [True, False, True]
    assert ROWS.starts.tolist() == [0, 2]


def test_narrow_sums_do_not_overflow():
    values = np.full(5, 127, dtype=np.int8)
    assert ROWS.reduce(np.add, values, 0).tolist() == [254, 0, 381]


def test_rows_may_be_left_out_row_by_row_or_customer_by_customer():
    keep = np.array([True, False, True, True, False])
    assert ROWS.where(keep).counts.tolist() == [1, 0, 2]
    assert ROWS.only(np.array([False, True, True])).counts.tolist() == [0, 3]


def test_nobody_has_no_rows():
    nobody = Rows.of_counts(np.array([], dtype=int))
    assert nobody.reduce(np.add, np.array([], dtype=int), 0).tolist() == []
