import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.playbooks import Resources, budget_table

PLANS = pd.DataFrame(
    {
        "segment": [0, 1],
        "customers": [10, 90],
        "margin": [1000.0, 900.0],
        "cost_per_customer": [5.0, 1.0],
        "upliftable_share": [0.1, 0.1],
        "saturation_per_customer": [2.0, 1.0],
    }
)


def test_without_a_budget_it_is_what_the_plans_cost():
    table = budget_table(PLANS, Resources())
    assert table["planned"].tolist() == [50, 90]
    assert table["best"].sum() == pytest.approx(140)
    assert table["gain"].sum() >= table["equal_gain"].sum()


def test_managers_are_parted_whole():
    table = budget_table(PLANS, Resources(budget=100, managers=7))
    assert table["managers"].sum() == 7


def test_no_segment_gets_less_than_the_least_share():
    table = budget_table(PLANS, Resources(budget=100, least_share=0.4))
    assert table["best"].min() >= 40 - 1e-9


def test_a_segment_that_brings_nothing_gets_nothing():
    poor = PLANS.assign(margin=[1000.0, -5.0])
    assert budget_table(poor, Resources(budget=10))["best"].tolist() == [
        pytest.approx(10),
        pytest.approx(0),
    ]


def test_shares_out_of_order_are_refused():
    with pytest.raises(ConfigError, match="should be shares, in order"):
        Resources(least_share=0.5, most_share=0.4)


@pytest.mark.parametrize("budget", [-1.0, float("nan"), float("inf")])
def test_a_budget_is_money(budget):
    with pytest.raises(ConfigError, match="budget should be 0 or more"):
        Resources(budget=budget)
