import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.rules import CompositeGrades

RANKS = (np.arange(10) + 0.5) / 10


def test_equal_ranks_have_equal_grades_and_a_better_rank_no_worse_one():
    fitted = CompositeGrades(5).fit(RANKS, RANKS)
    assert fitted.place(RANKS, RANKS).tolist() == [4, 4, 3, 3, 2, 2, 1, 1, 0, 0]
    tied = CompositeGrades(5).fit(RANKS * 0 + 0.5, RANKS * 0 + 0.5)
    assert len(set(tied.place(RANKS * 0 + 0.5, RANKS * 0 + 0.5))) == 1


@pytest.mark.parametrize(("n", "weight"), [(1, 0.5), (10, 1.2), (10, -0.1)])
def test_a_weight_that_is_no_share_is_refused(n, weight):
    with pytest.raises(ConfigError, match="2 or more, with a weight of 0 to 1"):
        CompositeGrades(n, weight=weight).fit(RANKS, RANKS)
