import numpy as np
import pytest

from patronage.features.lifetime import AliveHeuristic


def test_silence_counts_against_the_own_rhythm():
    X = [[20, 140, 170], [20, 1200, 1230]]
    weekly, rare = AliveHeuristic().fit(X).p_alive(X)
    assert weekly < 0.1 < 0.5 < rare


def test_one_purchase_is_judged_by_the_median_gap():
    X = [[5, 50, 60], [0, 0, 10]]
    assert AliveHeuristic().fit(X).p_alive(X)[1] == pytest.approx(np.exp(-1))


def test_where_nobody_repeats_nothing_is_said():
    X = [[0, 0, 5]]
    assert np.isnan(AliveHeuristic().fit(X).p_alive(X)).all()
