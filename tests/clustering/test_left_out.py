import numpy as np
import pandas as pd

from patronage.clustering import MissingValues, Preprocessing, RedundancyFilter
from patronage.clustering.left_out import left_out

RNG = np.random.default_rng(0)
TABLE = pd.DataFrame(RNG.normal(size=(60, 4)), columns=["a", "b", "c", "d"])
STEPS = {"missing": MissingValues(), "redundancy": RedundancyFilter()}


def said(table, **blocks):
    return list(left_out(Preprocessing(blocks, STEPS).fit(table)))


def test_nothing_left_out_is_nothing_said():
    assert said(TABLE, x=["a", "b"], y=["c"]) == []


def test_each_dropped_column_is_told_with_its_reason():
    table = TABLE.assign(b=1.0, c=TABLE["a"] * 3, d=TABLE["d"].mask(TABLE.index < 30))
    assert said(table, x=["a", "b"], y=["c", "d"])[0] == (
        "Left out of the clusters: d (50% missing), b (constant), "
        "c (|Spearman| 1.00 with a)."
    )


def test_a_column_that_nearly_everybody_has_alike_is_told():
    table = TABLE.assign(b=(TABLE.index == 7).astype(float))
    filtered = {"redundancy": RedundancyFilter(max_mode_share=0.98)}
    (sentence,) = left_out(Preprocessing({"x": ["a", "b"]}, filtered).fit(table))
    assert sentence == "Left out of the clusters: b (98.3% have the same value)."


def test_what_the_source_does_not_offer_is_told_only_if_it_may_be_misspelt():
    table = TABLE.rename(columns={"d": "recency_days"})
    assert said(table, x=["a", "hours"]) == []
    assert "did you mean it?" in said(table, x=["a", "recency_day"])[0]


def test_a_block_of_which_nothing_is_left_is_told():
    (sentence,) = said(TABLE, x=["a"], y=["b"], z=["hours", "shops"])
    assert sentence == ("The clusters rest on x, y alone: no column is left of z.")
