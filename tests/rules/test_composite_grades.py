import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.rules import CompositeGrades, NumberedNames

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


@pytest.mark.parametrize("seed", range(20))
def test_equal_sums_of_ranks_are_one_grade_and_the_reason_names_it(seed):
    rng = np.random.default_rng(seed)
    places = np.array([rng.permutation(20), rng.permutation(20)])
    scale, structure = (places + 0.5) / 20
    names = NumberedNames(n=10, key="g", en="G{}", zh="{}")
    grades = CompositeGrades(10).fit(scale, structure)
    placed = grades.place(scale, structure)
    sums = places.sum(0)
    assert all(len(set(placed[sums == each].tolist())) == 1 for each in sums)
    told = grades.explain(scale, structure, names, "en")
    for grade, each in zip(placed.tolist(), told, strict=True):
        assert f"make G{grade + 1}:" in each.because
