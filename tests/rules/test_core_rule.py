import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.rules import CoreRule


def test_the_support_asked_for_is_that_of_a_customer():
    assert CoreRule().support_edge(np.array([1.0, 2, 3, 4, 5, np.nan, 6])) == 5


def test_without_support_nothing_is_asked():
    assert CoreRule().support_edge(np.array([np.nan])) == -np.inf


def test_a_quantile_is_a_share():
    with pytest.raises(ConfigError, match="support_quantile should be a share; got 75"):
        CoreRule(support_quantile=75)
