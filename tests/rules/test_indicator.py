import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.rules import Indicator

CONTRACT = pd.Series(["one", "two", "month"]).astype(
    pd.CategoricalDtype(["month", "one", "two"], ordered=True)
)


def chosen(indicator, **columns):
    features = pd.DataFrame(columns)
    made = indicator.choose(features, "x")
    return made, made.fit(made.numbers(features)).transform(made.numbers(features))


@pytest.mark.parametrize(
    "utility", ["rank_pct", "minmax_winsor", "logistic", "share100"]
)
def test_of_a_cost_less_is_better_by_as_much(utility):
    values = [3.0, 10.0, 40.0, 41.0]
    _, gain = chosen(Indicator(utility=utility), x=values)
    _, cost = chosen(Indicator(utility=utility, cost=True), x=values)
    assert cost == pytest.approx(1 - gain)


def test_ordered_levels_count_by_their_place():
    made, found = chosen(Indicator(), x=CONTRACT)
    assert found.tolist() == [0.5, pytest.approx(5 / 6), pytest.approx(1 / 6)]
    assert made.told(made.needed(0.8)) == "two"


def test_categories_without_an_order_are_refused():
    with pytest.raises(ConfigError, match="numeric or ordered columns; 'x' is"):
        chosen(Indicator(), x=CONTRACT.astype("str"))


def test_the_first_column_that_is_there_is_read():
    made, _ = chosen(Indicator(columns=["credit", "y", "z"]), y=[1.0], z=[2.0])
    assert made.column_ == "y"


def test_a_utility_that_nobody_has_described_is_refused():
    with pytest.raises(
        ConfigError, match=r"'x' should be one of rank_pct, .* got 'log'"
    ):
        chosen(Indicator(utility="log"), x=[1.0])


@pytest.mark.parametrize("cost", [False, True])
def test_an_aim_is_rounded_so_that_it_is_enough(cost):
    made, _ = chosen(Indicator(cost=cost), x=[1.23456, 9.87654])
    shown = float(made.aim(1.23456))
    assert shown == (1.234 if cost else 1.235)


def test_what_is_not_finite_is_missing():
    _, found = chosen(Indicator(), x=[1.0, np.inf, np.nan])
    assert np.isnan(found).tolist() == [False, True, True]
