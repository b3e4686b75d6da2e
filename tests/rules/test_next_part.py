"""The part of a ranking beyond the nearest cut."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from patronage.rules.next_part import next_part

CUTS = np.array([0.75, 0.25])


def test_the_nearer_cut_says_which_part_is_next():
    found = next_part(np.array([0.875, 0.75, 0.625, 0.375, 0.125]), CUTS)
    assert found.segment.tolist() == [1, 1, 0, 2, 1]
    assert found.distance.tolist() == [0.125, 0, 0.125, 0.125, 0.125]


def test_of_two_cuts_that_are_as_near_the_better_part_counts():
    assert next_part(np.array([0.5]), CUTS).segment.tolist() == [0]


def test_each_may_have_cuts_of_his_own():
    own = np.array([[0.75, 0.25], [0.5, 0.375]])
    assert next_part(np.array([0.625, 0.625]), own).segment.tolist() == [0, 1]


def test_what_no_rank_reaches_is_not_next():
    nowhere = next_part(np.array([0.5, np.nan]), np.array([np.inf, 0.0]))
    assert nowhere.segment.tolist() == [-1, -1]
    assert np.isnan(nowhere.distance).all()
    unknown = next_part(np.array([0.5]), np.array([[np.nan, np.nan]]))
    assert unknown.segment.tolist() == [-1]


def placed(rank: float, cuts: np.ndarray) -> int:
    return int((rank < cuts).sum())


grid = st.integers(0, 16).map(lambda sixteenth: sixteenth / 16)


@given(grid, st.lists(grid | st.just(np.inf), min_size=1, max_size=5))
def test_it_is_what_trying_every_other_rank_finds(rank, cuts):
    cuts = -np.sort(-np.array(cuts))
    found = next_part(np.array([rank]), cuts)
    tried = np.arange(33) / 32  # the cuts, and ranks just below them
    others = [
        (abs(r - rank), -r) for r in tried if placed(r, cuts) != placed(rank, cuts)
    ]
    if not others:
        assert found.segment.tolist() == [-1]
        return
    least = min(others)[0]
    assert least - 1 / 32 <= found.distance[0] <= least
    up, down = rank + found.distance[0], rank - found.distance[0] - 1e-9
    assert found.segment[0] in {placed(up, cuts), placed(down, cuts)}
    assert found.segment[0] != placed(rank, cuts)
