import numpy as np
import pytest

from patronage.rules.report import gini, top_share


def test_equality_has_no_gini():
    assert gini(np.full(7, 3.0)) == pytest.approx(0)


def test_one_who_has_all():
    assert gini(np.array([0.0] * 9 + [5])) == pytest.approx(0.9)
    assert top_share(np.array([0.0] * 9 + [5]), 0.2) == 1


def test_nothing_is_shared_equally():
    assert gini(np.zeros(4)) == 0
    assert top_share(np.zeros(4), 0.2) == 0
