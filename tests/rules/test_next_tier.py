"""The tier beyond the nearest edge, in the value's own unit."""

import numpy as np

from patronage.rules.edges import Edges
from patronage.rules.next_tier import next_tier

EDGES = Edges([90.0, 30.0], ["upper", "upper"])


def test_the_nearer_edge_says_which_tier_is_next():
    values = np.array([100.0, 90.0, 70.0, 40.0, 29.0, 0.0])
    found = next_tier(EDGES, range(3), values)
    assert found.segment.tolist() == [1, 1, 0, 2, 1, 1]
    assert found.distance.tolist() == [10.0, 0.0, 20.0, 10.0, 1.0, 30.0]


def test_of_two_edges_that_are_as_near_the_better_tier_counts():
    found = next_tier(EDGES, range(3), np.array([60.0]))
    assert (found.segment.tolist(), found.distance.tolist()) == ([0], [30.0])


def test_tiers_that_ties_have_emptied_are_passed_over():
    found = next_tier(Edges([5.0], ["upper"]), [0, 2], np.array([7.0, 4.0]))
    assert found.segment.tolist() == [2, 0]


def test_nothing_is_next_without_an_edge_or_a_value():
    for edges, value in [(None, 5.0), (EDGES, np.nan)]:
        found = next_tier(edges, range(3), np.array([value]))
        assert found.segment.tolist() == [-1]
        assert np.isnan(found.distance).all()
