import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.rules import WithinRegion
from patronage.rules.region import factors


def test_a_region_that_is_missing_is_empty():
    features = pd.DataFrame({"region": pd.Categorical(["1", None, "2"])})
    assert WithinRegion("region").regions(features).tolist() == ["1", "", "2"]


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ConfigError, match="needs the column 'region'"):
        WithinRegion("region").regions(pd.DataFrame({"x": [1]}))


def test_a_region_without_a_factor_has_1():
    assert factors({"a": 2.0}, np.array(["a", "b", ""])).tolist() == [2, 1, 1]
