import numpy as np
import pytest

from patronage.clustering.halves import nearest, transfers
from patronage.errors import QualityError

ROWS = np.repeat([[0.0], [10.0]], 20, axis=0)


def by_sign(rows, k):
    return (rows[:, 0] > 5).astype(int), np.array([[0.0], [10.0]])


def test_each_half_is_counted_by_its_own_and_by_the_other_clusters():
    tables = list(transfers(ROWS, 2, by_sign, np.random.default_rng(0)))
    assert [table.sum() for table in tables] == [20, 20]
    assert sum(tables).tolist() == [[20, 0], [0, 20]]


def test_the_centroids_are_those_of_the_other_half():
    centroids = iter([[[0.0], [10.0]], [[10.0], [0.0]]])

    def fit(rows, k):
        return np.zeros(len(rows), dtype=int), np.array(next(centroids))

    rows = np.zeros((40, 1))
    tables = list(transfers(rows, 2, fit, np.random.default_rng(0)))
    assert [table.tolist() for table in tables] == [
        [[0, 20], [0, 0]],
        [[20, 0], [0, 0]],
    ]


def test_halves_that_cannot_be_fitted_give_no_table():
    def fit(rows, k):
        raise QualityError("too few")

    assert list(transfers(ROWS, 2, fit, np.random.default_rng(0))) == [None, None]


def test_the_nearest_centroid_is_by_euclid():
    rng = np.random.default_rng(0)
    rows, centroids = rng.normal(size=(50, 3)), rng.normal(size=(4, 3))
    distances = np.linalg.norm(rows[:, None] - centroids, axis=2)
    assert nearest(rows, centroids).tolist() == distances.argmin(axis=1).tolist()


@pytest.mark.parametrize("n", [40, 41])
def test_every_row_is_in_one_half(n):
    rows = np.arange(float(n))[:, None]
    tables = transfers(rows, 2, by_sign, np.random.default_rng(0))
    assert sum(table.sum() for table in tables) == n
