"""Which other segment comes next, cluster by cluster and after merging."""

import numpy as np

from patronage.clustering.mixture import Mixture
from patronage.clustering.placement import NearestCentroid
from patronage.clustering.second_nearest import _second

CENTRES = np.array([[0.0], [1.0], [10.0]])


def test_the_distance_is_how_much_farther_the_second_is():
    apart = NearestCentroid(centroids=CENTRES).apart(np.array([[0.25], [6.0]]))
    segment, distance = _second(apart, np.arange(3))
    assert segment.tolist() == [1, 1]
    assert distance.tolist() == [0.5, 1.0]


def test_clusters_that_were_merged_are_one_segment():
    apart = NearestCentroid(centroids=CENTRES).apart(np.array([[0.25]]))
    segment, distance = _second(apart, np.array([1, 1, 0]))
    assert segment.tolist() == [0]
    assert distance.tolist() == [9.5]


def test_of_a_mixture_it_is_the_lead_in_probability():
    mixture = Mixture(
        log_weights=np.log([0.5, 0.5]),
        means=np.array([[0.0], [2.0]]),
        precision_roots=np.ones((2, 1, 1)),
    )
    rows = np.array([[0.0], [50.0]])
    segment, distance = _second(mixture.apart(rows), np.array([1, 0]))
    assert segment.tolist() == [0, 1]
    np.testing.assert_allclose(distance, mixture.place(rows).margin)
