import numpy as np
import pytest
from sklearn.datasets import load_iris

from patronage.quadrants import MixtureCut
from patronage.quadrants.distinct_values import DistinctValues

RNG = np.random.default_rng(4)
GROUPS = np.concatenate([RNG.normal(0, 1, 400), RNG.normal(6, 1, 400)])


def test_petals_are_cut_where_the_methods_say():
    fitted = MixtureCut().fit(load_iris().data[:, 2])
    assert fitted.cut_ == pytest.approx(2.09089, abs=1e-5)
    assert fitted.method_ == "mixture"


def test_equal_groups_are_cut_in_the_middle():
    assert MixtureCut().fit(GROUPS).cut_ == pytest.approx(3, abs=0.2)


def test_one_group_within_another_is_cut_at_the_median():
    values = np.concatenate([GROUPS[:400], -GROUPS[:400], 5 * RNG.normal(size=100)])
    values = np.concatenate([values, -values])
    fitted = MixtureCut().fit(values)
    assert fitted.method_ == "median"
    assert fitted.cut_ == pytest.approx(0, abs=0.01)


def test_a_resample_is_fitted_anew():
    fitted = MixtureCut().fit(GROUPS)
    moved = DistinctValues.of(GROUPS + 0.5)
    assert fitted.resampled(moved) == pytest.approx(fitted.cut_ + 0.5, abs=0.01)


def test_many_values_are_cut_as_few_are():
    groups = [RNG.normal(0, 1, 10_000), RNG.normal(6, 1, 10_000)]
    assert MixtureCut().fit(np.concatenate(groups)).cut_ == pytest.approx(3, abs=0.1)
