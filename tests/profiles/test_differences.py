import numpy as np
import pandas as pd
import pytest

from patronage.profiles.differences import differences


def told(*rows):
    return pd.DataFrame(rows, columns=["segment", "column", "n", "mean", "sd"])


TWO = told((0, "a", 20, 3.0, 1.0), (1, "a", 30, 1.0, 2.0))


def test_the_difference_is_in_pooled_deviations():
    # (3 - 1) / sqrt((19 * 1 + 29 * 4) / 48)
    found = differences(TWO)
    assert found.between(0, 1)["a"] == pytest.approx(2 / np.sqrt(135 / 48))
    assert found.between(1, 0)["a"] == -found.between(0, 1)["a"]


@pytest.mark.parametrize("c", [0.01, 7.1, 1e6])
def test_it_does_not_depend_on_the_unit(c):
    scaled = TWO.assign(mean=TWO["mean"] * c, sd=TWO["sd"] * c)
    np.testing.assert_allclose(differences(scaled).d, differences(TWO).d)


def test_constant_segments_differ_infinitely_or_not_at_all():
    apart = told((0, "a", 20, 3.0, 0.0), (1, "a", 20, 1.0, 0.0))
    assert differences(apart).between(0, 1)["a"] == np.inf
    same = told((0, "a", 20, 0.3, 0.0), (1, "a", 20, 0.1 + 0.2, 1e-17))
    assert differences(same).between(0, 1)["a"] == 0


def test_what_is_not_told_has_no_difference():
    hidden = told((0, "a", 20, 3.0, 1.0), (1, "a", 5, np.nan, np.nan))
    assert len(differences(hidden).between(0, 1)) == 0
