import pytest

from patronage.errors import ConfigError
from patronage.lists import ValuableInertia
from tests.lists.people import people


def test_the_top_third_of_all_is_looked_for_among_those_who_come_by_habit():
    customers = people(
        segment=["inertia", "inertia", "true", "inertia", "none", "none", ""],
        monetary_total=[60.0, 50.0, 40.0, 30.0, 20.0, 10.0, 999.0],
        p_inertia=[0.5, 0.9, 0.1, 0.9, 0.0, 0.0, 0.0],
    )
    rows = ValuableInertia()(customers)
    assert rows["customer_id"].tolist() == ["c001", "c000"]
    assert rows["score"].tolist() == [45, 30]
    assert rows["value"].tolist() == [50, 60]


def test_margin_counts_before_revenue():
    customers = people(
        segment="inertia", margin_total=[1.0, 9.0], monetary_total=[9.0, 1.0]
    )
    assert ValuableInertia()(customers)["customer_id"].tolist() == ["c001"]


def test_all_tied_are_all_listed_and_who_brings_nothing_is_not():
    def size(spend):
        return len(ValuableInertia()(people(segment="inertia", monetary_total=spend)))

    assert size([5.0, 5.0, 5.0]) == 3
    assert size([0.0, 0.0]) == 0


def test_without_money_there_is_no_list():
    assert ValuableInertia().lacking(people()) == ["margin_total or monetary_total"]


def test_a_share_is_above_0():
    with pytest.raises(ConfigError, match="top should be a share above 0"):
        ValuableInertia(top=0)
