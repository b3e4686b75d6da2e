import numpy as np
import pytest

from patronage.clustering.rows import (
    bounded_sample,
    cluster_means,
    distinct_rows,
    spread,
)

MATRIX = np.array([[2.0, 1.0], [1.0, 9.0], [2.0, 1.0], [1.0, 3.0]])
GAPS = np.array([[2.0, np.nan], [1.0, 9.0], [2.0, np.nan], [np.nan, 3.0]])


def test_rows_are_sorted_and_counted_once():
    rows = distinct_rows(MATRIX)
    assert rows.values.tolist() == [[1, 3], [1, 9], [2, 1]]
    assert rows.counts.tolist() == [1, 1, 2]


def test_rows_with_the_same_gaps_are_the_same():
    rows = distinct_rows(GAPS)
    assert rows.counts.tolist() == [1, 2, 1]


@pytest.mark.parametrize("matrix", [MATRIX, GAPS])
def test_the_matrix_comes_back(matrix):
    rows = distinct_rows(matrix)
    np.testing.assert_array_equal(rows.values[rows.inverse], matrix)


def test_a_sample_is_spread_evenly():
    assert spread(10, 5).tolist() == [1, 3, 5, 7, 9]
    assert spread(3, 5).tolist() == [0, 1, 2]
    assert spread(0, 5).size == 0


def test_a_sample_does_not_depend_on_the_order_of_the_rows():
    matrix = np.random.default_rng(0).normal(size=(100, 3))
    one, other = matrix[bounded_sample(matrix, 20)], matrix[::-1]
    assert (other[bounded_sample(other, 20)] == one).all()


def test_means_are_weighted_and_leave_gaps_aside():
    means = cluster_means(GAPS, np.array([0, 0, 0, 1]), np.array([1, 2, 1, 5]))
    assert means.tolist() == [[1.5, 9.0], [0.0, 3.0]]


def test_noise_has_no_mean():
    assert cluster_means(MATRIX, np.full(4, -1), np.ones(4)).shape == (0, 2)
