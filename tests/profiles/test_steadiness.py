import numpy as np
import pandas as pd
import pytest

from patronage.profiles import Wording
from patronage.profiles.steadiness import mark, marks


@pytest.mark.parametrize(
    ("jaccard", "said"),
    [
        (1.0, None),
        (0.75, None),
        (0.749, ("⚠ doubtful (Jaccard 0.74)", "⚠ 存疑 (Jaccard 0.74)")),
        (0.60, ("⚠ doubtful (Jaccard 0.60)", "⚠ 存疑 (Jaccard 0.60)")),
        (0.5999, ("⚠ not stable (Jaccard 0.59)", "⚠ 不稳定 (Jaccard 0.59)")),
        (0.0, ("⚠ not stable (Jaccard 0.00)", "⚠ 不稳定 (Jaccard 0.00)")),
        (np.nan, None),
    ],
)
def test_a_mark_says_how_far_a_segment_comes_back(jaccard, said):
    assert mark(jaccard) == said


def test_only_marked_segments_are_given():
    table = pd.DataFrame({"segment": [0, 1], "jaccard": [0.9, 0.5]})
    assert marks(table, Wording()) == {1: "⚠ not stable (Jaccard 0.50)"}
    assert marks(None, Wording()) == {}
