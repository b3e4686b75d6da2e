import math

import numpy as np
import pandas as pd
import pytest
from features.retailer.retailers import retailers

from patronage.errors import ConfigError
from patronage.features.retailer.tenure import tenure

ORDERS = {"ann": [{"day": "2022-12-31"}], "bob": [{"day": "2025-12-31"}]}


def of(field=None, **fields) -> dict[str, np.ndarray]:
    attributes = {name: np.array(values, float) for name, values in fields.items()}
    batch = retailers({"ann": [], "bob": []}, orders=ORDERS, attributes=attributes)
    return tenure(batch, field)


def test_three_years_are_worth_63_of_100_and_a_first_day_nothing():
    found = of()
    assert found["partner_years"][0] == pytest.approx(3, abs=0.01)
    assert found["tenure_score"][0] == pytest.approx(63.21, abs=0.1)
    assert found["tenure_score"][1] == 0


def test_the_declared_years_are_taken_where_they_are_known():
    found = of("years", years=[6, np.nan])
    assert found["partner_years"].tolist() == [6, 0]
    declared = 100 * (1 - math.exp(-6 / 3))
    assert found["tenure_score"][0] == pytest.approx(declared, abs=1e-2)


def test_a_field_that_the_source_lacks_leaves_the_first_purchase():
    np.testing.assert_equal(of("years"), of())


def test_years_below_none_are_none():
    assert of("years", years=[-1, 2])["tenure_score"][0] == 0


def test_years_must_be_numbers():
    words = {"years": pd.Categorical(["many", "few"])}
    batch = retailers({"ann": [], "bob": []}, orders=ORDERS, attributes=words)
    with pytest.raises(ConfigError, match="'tenure_field' should be a numeric"):
        tenure(batch, "years")
