"""Which quadrant comes second, and by how much."""

import numpy as np

from patronage.quadrants.posterior import Posterior


def test_the_second_likeliest_is_told_with_its_distance():
    probability = np.array([[0.1, 0.2, 0.6, 0.1], [0.4, 0.4, 0.1, 0.1]])
    found = Posterior(probability=probability, error=np.zeros((2, 2)))
    behind = found.behind(np.array([2, 1]))
    assert behind.segment.tolist() == [1, 0]
    np.testing.assert_allclose(behind.distance, [0.4, 0.0])


def test_of_who_is_unknown_no_distance_is_told():
    unknown = Posterior(probability=np.full((1, 4), np.nan), error=np.zeros((1, 2)))
    assert np.isnan(unknown.behind(np.array([0])).distance).all()
