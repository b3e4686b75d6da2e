import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.features import PeerIndicator
from patronage.features.retailer.peer_indicator import benefit


def test_the_first_column_that_anybody_has_stands_for_the_indicator():
    table = pd.DataFrame({"empty": [np.nan], "spend": [1.0], "units": [2.0]})
    indicator = PeerIndicator(columns=["margin", "empty", "spend", "units"])
    assert indicator.offered(table) == "spend"
    assert indicator.offered(table[["empty"]]) is None


def test_yes_is_1_and_no_is_0_and_what_is_missing_is_neither():
    said = pd.Series(pd.Categorical(["yes", "no", None]))
    np.testing.assert_array_equal(benefit(said), [1, 0, np.nan])
    np.testing.assert_array_equal(benefit(pd.Series([True, False])), [1, 0])
    np.testing.assert_array_equal(benefit(pd.Series([3, 4])), [3, 4])


@pytest.mark.parametrize("columns", [[], "spend"])
def test_an_indicator_lists_its_columns(columns):
    with pytest.raises(ConfigError, match="should list one column or more"):
        PeerIndicator(columns=columns)
