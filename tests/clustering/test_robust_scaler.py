import numpy as np
import pytest
from sklearn.preprocessing import RobustScaler as SklearnScaler

from patronage.clustering import RobustScaler


def test_a_normal_column_gets_unit_spread_about_its_median():
    values = np.random.default_rng(0).normal(5, 3, size=(4001, 1))
    scaled = RobustScaler().fit_transform(values)
    assert np.median(scaled) == 0
    reference = SklearnScaler(unit_variance=True).fit_transform(values)
    assert scaled == pytest.approx(reference, rel=1e-3)


def test_a_column_that_is_mostly_one_value_is_scaled_by_its_standard_deviation():
    values = np.array([[0.0]] * 8 + [[1000.0]] * 2)
    assert RobustScaler().fit_transform(values)[-1, 0] == pytest.approx(2.5)


def test_a_constant_column_becomes_zero():
    assert RobustScaler().fit_transform(np.full((3, 1), 7.0)).tolist() == [[0]] * 3
