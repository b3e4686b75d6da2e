import itertools

import numpy as np
import pytest

from patronage.features.richness import rarefied_richness
from patronage.ragged import Ragged


def richness(lines: list[int], size: int) -> float:
    rows = Ragged(np.array(lines, np.int64), np.array([0, len(lines)]))
    return float(rarefied_richness(rows.tally(), size)[0])


def test_it_is_the_mean_over_all_baskets_of_that_size():
    lines = [0, 0, 0, 1, 1, 2, 3]
    baskets = list(itertools.combinations(lines, 5))
    expected = np.mean([len(set(basket)) for basket in baskets])
    assert richness(lines, 5) == pytest.approx(expected)


def test_too_few_lines_say_nothing():
    assert np.isnan(richness([0, 1, 2], 5))


def test_buying_the_same_mix_more_often_hardly_adds():
    assert richness([0, 1, 2, 3, 4] * 20, 5) < 5
    assert richness([0] * 40, 5) == 1
