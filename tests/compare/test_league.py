import numpy as np
import pandas as pd
import pytest

from patronage.compare.league import (
    BETTER_LESS,
    BETTER_MORE,
    SHOWN,
    in_order,
    scorecards,
)
from patronage.compare.score import Score, scorecard

GINI, RULES = "future/gini", "simplicity/rule_length"


def league(**schemes):
    return scorecards({name: scorecard(scores) for name, scores in schemes.items()})


def ranks(table, metric):
    rows = table[table["metric"] == metric]
    return dict(zip(rows["scheme"], rows["rank"], strict=True))


def gini(value, half=0.0):
    return [Score(GINI, value, value - half, value + half)]


def test_a_scheme_is_behind_those_whose_interval_lies_beyond_its_own():
    table = league(a=gini(0.9, 0.05), b=gini(0.5, 0.05), c=gini(0.1, 0.05))
    assert ranks(table, GINI) == {"a": 1, "b": 2, "c": 3}


def test_where_intervals_overlap_ranks_are_equal():
    table = league(a=gini(0.55, 0.1), b=gini(0.5, 0.1), c=gini(0.1, 0.1))
    assert ranks(table, GINI) == {"a": 1, "b": 1, "c": 3}


def test_a_scheme_between_two_others_ties_with_both():
    table = league(a=gini(0.6, 0.1), b=gini(0.45, 0.1), c=gini(0.3, 0.1))
    assert ranks(table, GINI) == {"a": 1, "b": 1, "c": 2}


def test_short_rules_are_better_and_without_an_interval_the_value_counts():
    table = league(a=[Score(RULES, 1.0)], b=[Score(RULES, 2.5)], c=[Score(RULES, 1.0)])
    assert ranks(table, RULES) == {"a": 1, "b": 3, "c": 1}


def test_what_has_no_better_side_or_no_value_has_no_rank():
    table = league(a=[Score("size/k", 3.0), Score(GINI, np.nan)], b=gini(0.5))
    assert table.loc[table["metric"] == "size/k", "rank"].isna().all()
    assert np.isnan(ranks(table, GINI)["a"])
    assert ranks(table, GINI)["b"] == 1


def test_the_order_is_by_rank_then_value_then_as_given():
    table = league(
        x=[Score("size/k", 2.0)], c=gini(0.1), a=gini(0.5, 0.2), b=gini(0.6, 0.2)
    )
    assert in_order(table, GINI) == ["b", "a", "c", "x"]
    assert in_order(table, "quality/silhouette") == ["x", "c", "a", "b"]


def test_of_what_should_be_small_the_smallest_is_first():
    table = league(a=[Score(RULES, 2.0)], b=[Score(RULES, 1.0)])
    assert in_order(table, RULES) == ["b", "a"]


@pytest.mark.parametrize("metric", [*BETTER_MORE, *BETTER_LESS])
def test_every_ranked_metric_is_shown(metric):
    assert metric in SHOWN


def test_a_table_has_a_row_per_scheme_and_metric():
    table = league(a=gini(0.5), b=gini(0.6))
    assert table.columns.tolist() == [
        "scheme",
        "metric",
        "value",
        "low",
        "high",
        "rank",
    ]
    assert pd.Index(table[["scheme", "metric"]]).is_unique


def test_an_order_by_what_has_no_better_side_is_by_value():
    table = league(a=[Score("size/k", 2.0)], b=[Score("size/k", 5.0)])
    assert in_order(table, "size/k") == ["b", "a"]
