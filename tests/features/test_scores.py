import numpy as np
import pandas as pd

from patronage.features.scores import RankScore


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
