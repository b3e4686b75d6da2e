import numpy as np
import pytest
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.mixture import GaussianMixture

from patronage.clustering.candidates import feasible, set_number
from patronage.errors import ConfigError, QualityError

FIVE = np.array([[1.0], [2.0], [2.0], [3.0], [3.0]])


def test_a_clusterer_is_set_to_a_number_or_finds_its_own():
    assert set_number(KMeans(3)) == 3
    assert set_number(GaussianMixture(5)) == 5
    assert set_number(None) == 8
    assert set_number(HDBSCAN(copy=True)) is None


def test_candidates_beyond_the_distinct_rows_are_left_out():
    assert feasible(range(2, 9), FIVE) == [2, 3]


def test_fewer_distinct_rows_than_the_fewest_asked_for_are_refused():
    with pytest.raises(QualityError, match=r"4 segments need .* got 3 of 5"):
        feasible([4, 5], FIVE)


def test_one_distinct_row_is_named():
    with pytest.raises(QualityError, match="one distinct point, use k = 1"):
        feasible([2], np.ones((4, 2)))


@pytest.mark.parametrize("asked", [[], [0, 1]])
def test_no_number_or_one_below_one_is_refused(asked):
    with pytest.raises(ConfigError, match="should be 1 or more"):
        feasible(asked, FIVE)
