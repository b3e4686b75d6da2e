import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.lists.offered import first_known, lacking, numbers

CUSTOMERS = pd.DataFrame(
    {"clv": [5.0, np.nan], "spend": [1, 2], "city": ["a", "b"], "empty": np.nan}
)


def test_a_column_that_is_not_there_is_missing_for_everybody():
    assert numbers(CUSTOMERS, "wallet").isna().all()


def test_a_column_of_words_is_no_number():
    with pytest.raises(ConfigError, match="'city' should hold numbers"):
        numbers(CUSTOMERS, "city")


def test_the_first_column_with_a_value_counts():
    assert first_known(CUSTOMERS, ["wallet", "clv", "spend"]).tolist() == [5, 2]


def test_of_several_columns_one_is_enough_and_an_empty_one_is_not_there():
    needs = (["wallet", "spend"], ["empty"], ["wallet", "empty"])
    assert lacking(CUSTOMERS, *needs) == ["empty", "wallet or empty"]
