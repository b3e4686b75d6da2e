import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.quadrants.numbers import Numbers

LEVELS = ["never", "monthly", "weekly"]


def often(*values, levels=LEVELS, ordered=True):
    return pd.DataFrame({"often": pd.Categorical(values, levels, ordered=ordered)})


def test_ordered_levels_count_from_0_and_unknown_ones_are_missing():
    fitted = Numbers("often").fit(often("never", "weekly"))
    found = fitted.transform(often("weekly", "monthly", None))
    assert found[:2].tolist() == [2, 1]
    assert np.isnan(found[2])


def test_levels_keep_their_places_where_others_are_offered():
    fitted = Numbers("often").fit(often("never", "weekly"))
    other = often("weekly", "daily", levels=["weekly", "daily"])
    assert fitted.transform(other)[0] == 2
    assert np.isnan(fitted.transform(other)[1])


def test_infinite_numbers_are_missing():
    frame = pd.DataFrame({"x": [1.0, np.inf]})
    assert np.isnan(Numbers("x").fit(frame).transform(frame)).tolist() == [False, True]


@pytest.mark.parametrize(
    "frame", [often("never", ordered=False), pd.DataFrame({"often": ["a"]})]
)
def test_a_column_without_order_is_refused(frame):
    with pytest.raises(ConfigError, match="numeric or ordinal columns; got 'often'"):
        Numbers("often").fit(frame)
