import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.rules.utility import (
    LogisticUtility,
    MinMaxUtility,
    RankUtility,
    Share100Utility,
)

KINDS = [RankUtility, MinMaxUtility, LogisticUtility, Share100Utility]
SCORES = st.lists(st.integers(0, 100), min_size=1, max_size=40)


def test_a_rank_is_the_average_rank_less_a_half():
    found = RankUtility().fit(np.array([1.0, 2, 2, 5])).transform(np.array([2.0, 9]))
    assert found.tolist() == [0.5, 1]


def test_the_tails_are_cut_off():
    made = MinMaxUtility().fit(np.arange(101.0))
    assert made.transform(np.array([-5.0, 1, 50, 99, 400])).tolist() == [
        0,
        0,
        0.5,
        1,
        1,
    ]


def test_the_median_is_worth_one_half():
    made = LogisticUtility().fit(np.array([1.0, 2, 3, 4, 500]))
    assert made.transform(np.array([3.0])).tolist() == [0.5]


def test_scores_are_hundredths_and_nothing_else():
    assert Share100Utility().fit(np.array([60.0])).transform(np.array([60.0])) == 0.6
    with pytest.raises(ConfigError, match="scores of 0 to 100; got 3 to 120"):
        Share100Utility().fit(np.array([3.0, 120.0]))


@pytest.mark.parametrize("kind", KINDS)
@given(SCORES)
def test_more_is_never_worse_and_all_is_between_0_and_1(kind, scores):
    values = np.sort(np.array(scores, dtype=float))
    found = kind().fit(values).transform(values)
    assert (np.diff(found) >= 0).all()
    assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize("kind", KINDS)
@given(SCORES, st.floats(0.01, 0.99))
def test_the_least_value_of_a_utility_has_it(kind, scores, utility):
    made = kind().fit(np.array(scores, dtype=float))
    least = made.least(utility)
    if not np.isnan(least):
        assert made.transform(np.array([least]))[0] >= utility - 1e-9


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_stays_missing(kind):
    made = kind().fit(np.array([1.0, np.nan, 3.0]))
    assert np.isnan(made.transform(np.array([np.nan])))
