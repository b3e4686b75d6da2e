import numpy as np
import pandas as pd
import pytest
from worlds import batch_of

from patronage.errors import ConfigError
from patronage.features.fields import is_level, numeric_field

BATCH = batch_of(
    {"ann": [], "bob": []},
    attributes={
        "fee": np.array([1.5, np.nan]),
        "ended": pd.Categorical(["Yes", None], categories=["No", "Yes"]),
    },
)


def test_numbers_are_given_as_they_are():
    np.testing.assert_array_equal(
        numeric_field(BATCH, "fee", setting="f"), [1.5, np.nan]
    )


def test_a_level_is_there_or_not_or_unknown():
    batch = batch_of(
        {"ann": [], "bob": [], "cyd": []},
        attributes={"ended": pd.Categorical(["Yes", "No", None])},
    )
    found = is_level(batch, "ended", "Yes", setting="f")
    np.testing.assert_array_equal(found, [1, 0, np.nan])


@pytest.mark.parametrize("name", ["fees", "ended"])
def test_a_field_that_is_no_number_is_refused_by_its_setting(name):
    with pytest.raises(ConfigError, match=rf"'f' should be .* \(fee\); got '{name}'"):
        numeric_field(BATCH, name, setting="f")


@pytest.mark.parametrize(("name", "level"), [("ended", "yes"), ("fee", "Yes")])
def test_a_field_without_the_level_is_refused(name, level):
    with pytest.raises(ConfigError, match=f"level '{level}'; got '{name}'"):
        is_level(BATCH, name, level, setting="f")
