import pandas as pd

from patronage.playbooks import Outlook, told


def test_what_is_not_known_is_not_told():
    assert list(told(Outlook(scheme="tier3"))) == []


def test_revenue_for_want_of_costs_is_said():
    said = list(told(Outlook(scheme="tier3", worth="monetary_total")))
    assert said[0].en == "tier3: without costs, value = revenue"
    assert "收入" in said[0].zh


def test_gains_are_told_as_conditional():
    budget = pd.DataFrame({"best": [10.0], "gain": [20.0], "equal_gain": [15.0]})
    (said,) = told(Outlook(scheme="tier3", budget=budget))
    assert "would win 20 a month (parted equally: 15) if" in said.en


def test_misfits_are_counted():
    service = pd.DataFrame({"under_served": [3, 1], "over_served": [0, 2]})
    (said,) = told(Outlook(scheme="tier3", service=service))
    assert said.en == "tier3: under-served 4, over-served 2"
