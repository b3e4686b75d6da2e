import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.rules import Sign

FEATURES = pd.DataFrame(
    {
        "credit": [59.9, 60, np.nan],
        "severe": [0.0, 1, np.nan],
        "off": ["yes", "no", None],
    }
)


def shown(column, **limits):
    return Sign(column=column, en="e", zh="z", **limits)(FEATURES).tolist()


def test_a_limit_itself_is_not_below_and_is_at_least():
    assert shown("credit", below=60) == [True, False, False]
    assert shown("severe", at_least=1) == [False, True, False]


def test_without_a_limit_the_column_says_yes():
    assert shown("off") == [True, False, False]


def test_a_column_that_nobody_has_a_value_in_is_not_offered():
    empty = FEATURES.assign(credit=np.nan)
    sign = Sign(column="credit", en="e", zh="z", below=60)
    assert sign.is_offered(FEATURES)
    assert not sign.is_offered(empty)
    assert not sign.is_offered(FEATURES.drop(columns="credit"))


def test_two_limits_are_refused():
    with pytest.raises(
        ConfigError, match="'credit' should have one limit; got below 6"
    ):
        shown("credit", below=60, at_least=1)
