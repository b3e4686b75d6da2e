import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.features.scores import RankScore, rank_edges

VALUES = st.lists(st.integers(-4, 4) | st.floats(-5, 5), min_size=1, max_size=40)


def by_rank(values, other, q):
    """min(q, 1 + floor(q (average rank - 1/2) / n)), in whole numbers."""
    places = [sum(v < x for v in values) + sum(v <= x for v in values) for x in other]
    return [min(q, 1 + q * place // (2 * len(values))) for place in places]


@given(VALUES, VALUES, st.integers(2, 9))
def test_edges_score_any_value_as_its_rank_would(values, other, q):
    score = RankScore("v", n_scores=q).fit(pd.DataFrame({"v": values}))
    seen, met = (score.transform(pd.DataFrame({"v": v})) for v in (values, other))
    assert seen.tolist() == by_rank(values, values, q)
    assert met.tolist() == by_rank(values, other, q)


def test_what_is_kept_is_small():
    assert rank_edges(np.random.default_rng(1).normal(size=10_000), 5).shape == (4,)


def test_ties_get_one_score_and_leave_scores_empty():
    frame = pd.DataFrame({"f": [0.0] * 6 + [1, 2, 3, 4]})
    score = RankScore("f").fit(frame).transform(frame)
    assert score.tolist() == [2] * 6 + [4, 4, 5, 5]


def test_recency_is_better_when_small():
    frame = pd.DataFrame({"r": [1.0, 10, 100, 200, 300]})
    score = RankScore("r", smaller_is_better=True).fit(frame).transform(frame)
    assert score.tolist() == [5, 4, 3, 2, 1]


def test_edges_stay_frozen_for_other_customers():
    fitted = RankScore("f").fit(pd.DataFrame({"f": np.arange(100.0)}))
    other = pd.DataFrame({"f": [-5.0, 50, 1e9, np.nan]})
    np.testing.assert_array_equal(fitted.transform(other), [1, 3, 5, np.nan])


def test_who_has_no_value_does_not_move_the_edges():
    values = [1.0, 2, 3, 4, 5]
    without = RankScore("f").fit(pd.DataFrame({"f": values}))
    beside = RankScore("f").fit(pd.DataFrame({"f": [*values, np.nan, np.nan]}))
    assert beside.edges_.tolist() == without.edges_.tolist()


def test_scores_survive_a_change_of_currency():
    money = np.random.default_rng(3).exponential(size=50)
    scores = [
        RankScore("m").fit(frame).transform(frame)
        for frame in (pd.DataFrame({"m": money}), pd.DataFrame({"m": 7 * money}))
    ]
    assert scores[0].tolist() == scores[1].tolist()


@pytest.mark.parametrize("q", [1, 10])
def test_a_number_of_scores_without_a_digit_is_refused(q):
    with pytest.raises(ConfigError, match=f"should be 2 to 9; got {q}"):
        RankScore("f", n_scores=q).fit(pd.DataFrame({"f": [1.0]}))
