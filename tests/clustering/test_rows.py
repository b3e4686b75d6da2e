import numpy as np

from patronage.clustering.rows import distinct_rows

MATRIX = np.array([[2.0, 1.0], [1.0, 9.0], [2.0, 1.0], [1.0, 3.0]])


def test_rows_are_sorted_and_counted_once():
    rows = distinct_rows(MATRIX)
    assert rows.values.tolist() == [[1, 3], [1, 9], [2, 1]]
    assert rows.counts.tolist() == [1, 1, 2]


def test_the_matrix_comes_back():
    rows = distinct_rows(MATRIX)
    assert (rows.values[rows.inverse] == MATRIX).all()
