import numpy as np
import pytest

from patronage.clustering.gower import NearestMedoid, gower, pairwise_gower

ONE = np.ones(2)


def test_it_is_the_mean_difference_over_common_columns():
    rows = np.array([[0.0, 0.2], [1.0, np.nan], [0.5, 1.0]])
    found = gower(rows, rows, ONE)
    assert found[0].tolist() == pytest.approx([0, 1, (0.5 + 0.8) / 2])
    assert found[1, 2] == 0.5


def test_without_a_common_column_two_are_as_unlike_as_can_be():
    rows = np.array([[0.3, np.nan], [np.nan, 0.3]])
    assert gower(rows, rows, ONE)[0, 1] == 1


@pytest.mark.parametrize("absent", [0.0, 0.3])
def test_among_all_rows_it_is_the_same(absent):
    rng = np.random.default_rng(1)
    rows = rng.uniform(size=(40, 5))
    rows[:, 1:4][rng.uniform(size=(40, 3)) < absent] = np.nan
    weights = np.array([1.0, 0.5, 2.0, 1.0, 1.0])
    expected = gower(rows, rows, weights)
    assert pairwise_gower(rows, weights) == pytest.approx(expected)


def test_the_nearest_medoid_is_chosen_by_what_both_have():
    medoids = np.array([[0.0, 0.0], [1.0, 1.0]])
    placer = NearestMedoid(medoids=medoids, weights=ONE)
    placed = placer.place(np.array([[0.2, np.nan], [np.nan, 0.9]]))
    assert placed.label.tolist() == [0, 1]
