import numpy as np
import pandas as pd
import pytest

from patronage.clustering.columns import columns, rank
from patronage.errors import ConfigError, InputError

SIZES = pd.CategoricalDtype(["small", "mid", "large"], ordered=True)
TABLE = pd.DataFrame(
    {
        "spend": [1.0, 2.0, 3.0],
        "size": pd.Series(["large", "small", None], dtype=SIZES),
        "home": ["flat", "house", "flat"],
        "since": pd.to_datetime(["2020-01-01"] * 3),
    }
)
BLOCKS = {"use": ["home", "spend", "lacking"], "firm": ["size"]}


def test_numbers_ordered_and_other_categories_are_told_apart():
    found = columns(TABLE, BLOCKS, ())
    assert found.numbers == ["spend"]
    assert found.scales == {"size": ["small", "mid", "large"]}
    assert found.names == ["home"]
    assert found.dropped == {"lacking": "not offered by this source"}
    assert found.block_of["home"] == "use"


def test_an_order_becomes_ranks():
    ranks = columns(TABLE, BLOCKS, ()).ranks(TABLE)
    np.testing.assert_array_equal(ranks, [[1, 2], [2, 0], [3, np.nan]])


def test_a_value_that_is_no_level_has_no_rank():
    assert np.isnan(rank(pd.Series(["huge"]), ["small", "large"])).all()


@pytest.mark.parametrize(("asked", "why"), [("since", "dates"), ("gone", "none of")])
def test_what_cannot_be_clustered_by_is_refused(asked, why):
    with pytest.raises(ConfigError, match=why):
        columns(TABLE, {"use": [asked]}, ())


def test_a_sensitive_category_is_refused():
    table = TABLE.assign(religion="none", gender="f")
    with pytest.raises(ConfigError, match=r"sensitive .* religion"):
        columns(table, {"use": ["religion", "spend"]}, ())
    with pytest.raises(ConfigError, match=r"sensitive .* gender"):
        columns(table, {"use": ["gender", "spend"]}, ["gender"])


def test_a_column_that_went_missing_is_named():
    with pytest.raises(InputError, match="'home' is missing"):
        columns(TABLE, BLOCKS, ()).ranks(TABLE.drop(columns="home"))
