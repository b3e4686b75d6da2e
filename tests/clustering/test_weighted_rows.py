import numpy as np
import pytest

from patronage.clustering.weighted_rows import WeightedRows, row_weights

MATRIX = np.random.default_rng(0).normal(size=(500, 3)) + 1e9


def drawn(weights, size):
    places = np.arange(len(weights), dtype=float)[:, None]
    rows = WeightedRows.of(places, np.asarray(weights, dtype=float))
    sample = rows.sample(size, np.random.RandomState(0))
    return sample.restored(sample.rows)[:, 0].round(), sample.weights


def test_the_matrix_comes_back_to_single_precision_of_its_spread():
    rows = WeightedRows.of(MATRIX, np.ones(500))
    assert rows.rows.dtype == np.float32
    assert np.abs(rows.restored(rows.rows) - MATRIX).max() < 1e-6


def test_money_in_another_currency_is_the_same_rows():
    weights = np.ones(500)
    same = WeightedRows.of(MATRIX, weights), WeightedRows.of(MATRIX * 7.1, weights)
    assert same[0].rows == pytest.approx(same[1].rows, abs=1e-6)


def test_a_sample_takes_a_row_from_every_part():
    places, weights = drawn(np.ones(1_000), 10)
    assert (places // 100).tolist() == list(range(10))
    assert weights.tolist() == [1] * 10


def test_a_heavy_row_is_drawn_as_often_as_it_weighs():
    places, weights = drawn([1] * 50 + [900] + [1] * 50, 100)
    assert weights[places == 50] == pytest.approx(90, abs=1)
    assert weights.sum() == 100


def test_all_rows_are_their_own_sample():
    rows = WeightedRows.of(MATRIX, np.ones(500))
    assert rows.sample(500, np.random.RandomState(0)) is rows


def test_rows_all_alike_have_no_spread_to_divide_by():
    assert (WeightedRows.of(np.ones((4, 2)), np.ones(4)).rows == 0).all()


def test_inertia_of_a_million_rows_keeps_its_digits():
    many = WeightedRows.of(np.tile([[-1.0], [1.0]], (500_000, 1)), np.ones(1_000_000))
    labels = np.zeros(1_000_000, dtype=np.int32)
    assert many.inertia(np.array([[0.1]], np.float32), labels) == pytest.approx(1.01e6)


def test_where_too_few_rows_would_be_drawn_all_are():
    rows = WeightedRows.of(MATRIX, np.where(np.arange(500) == 3, 1e6, 1.0))
    draw = np.random.RandomState(0)
    assert len(rows.sample(100, draw).rows) < 5
    assert rows.sample(100, draw, at_least=5) is rows


def test_without_weights_each_row_counts_once():
    assert row_weights(None, MATRIX).tolist() == [1.0] * 500


def test_weights_become_floats():
    found = row_weights(list(range(500)), MATRIX)
    assert found.dtype == np.float64
    assert found[7] == 7


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        ([1.0, 2.0], "inconsistent numbers of samples"),
        ([0.0] * 500, "not all of them zero"),
        (np.ones((500, 2)), "one list"),
        ([np.nan] * 500, "NaN"),
    ],
)
def test_weights_that_weigh_nothing_are_refused(weights, why):
    with pytest.raises(ValueError, match=why):
        row_weights(weights, MATRIX)
