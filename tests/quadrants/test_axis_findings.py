import numpy as np
import pytest
from scipy.stats import spearmanr

from patronage.quadrants.axis_findings import (
    constant_axes,
    distinct_axes,
    off_diagonal,
    spearman,
)

RNG = np.random.default_rng(1)


def axes(rho, n=2000):
    return RNG.multivariate_normal([0, 0], [[1, rho], [rho, 1]], n)


def test_the_correlation_is_that_of_average_ranks():
    scores = np.round(axes(0.5))
    assert spearman(scores) == pytest.approx(spearmanr(*scores.T).statistic)


@pytest.mark.parametrize(
    ("rho", "status", "en", "zh"),
    [
        (0.3, "passed", "are distinct", "两轴可以区分"),
        (0.8, "warning", "are barely distinct", "勉强"),
        (-0.8, "warning", "are barely distinct", "勉强"),
        (0.95, "failed", "are not distinct", "退化为一个维度"),
    ],
)
def test_axes_that_move_together_are_barely_or_not_two(rho, status, en, zh):
    found = distinct_axes(axes(rho))
    assert found.status == status
    assert found.value == pytest.approx(rho, abs=0.05)
    assert en in found.en
    assert zh in found.zh


def test_an_axis_on_which_all_are_equal_is_named():
    scores = axes(0.3)
    scores[:, 1] = 0.5
    (found,) = constant_axes(scores, ["attitude", "repeat"])
    assert found.status == "failed"
    assert '"repeat" does not tell the customers apart: all have the same' in found.en
    assert "“repeat”" in found.zh


def test_axes_that_nobody_has_are_both_named():
    found = list(constant_axes(np.empty((0, 2)), ["attitude", "repeat"]))
    assert [each.value for each in found] == [0, 0]
    assert "no customer has both axes" in found[0].en


def test_customers_on_the_diagonal_alone_need_no_second_axis():
    few = off_diagonal(np.array([0, 3] * 49 + [1, 2]))
    many = off_diagonal(np.array([0, 1, 2, 3]))
    assert (few.value, few.status) == (0.02, "warning")
    assert "Only 2.0% of the customers" in few.en
    assert "2.0%" in few.zh
    assert (many.value, many.status) == (0.5, "passed")
