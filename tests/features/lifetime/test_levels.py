import numpy as np

from patronage.features.lifetime.levels import Levels, Pairs, distinct_rows


def test_each_row_finds_its_value_again():
    rows = np.array([3.0, 1.0, 3.0, 2.0])
    levels = Levels.of(rows)
    assert levels.values.tolist() == [1, 2, 3]
    assert levels.rows.tolist() == rows.tolist()
    assert levels.total(np.array([1.0, 10, 100, 1000])).tolist() == [10, 1000, 101]


def test_distinct_rows_are_those_of_numpy():
    rng = np.random.default_rng(0)
    matrix = rng.integers(0, 4, (200, 3)).astype(float)
    first, kind = distinct_rows([Levels.of(column) for column in matrix.T])
    assert matrix[first].tolist() == np.unique(matrix, axis=0).tolist()
    assert (matrix[first][kind] == matrix).all()


def test_pairs_that_do_not_occur_are_not_there():
    pairs = Pairs.of(Levels.of(np.array([0.0, 0, 1])), Levels.of(np.array([5.0, 5, 6])))
    assert list(zip(pairs.first, pairs.second, strict=True)) == [(0, 5), (1, 6)]
    assert pairs.code.tolist() == [0, 0, 1]
