import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.lists import AtRisk
from tests.lists.people import people


def loyal(**columns):
    usual = {"segment": "true", "p_true": 0.5, "monetary_total": 100.0}
    return people(**(usual | columns))


def test_who_may_have_left_or_buys_less_is_at_risk():
    rows = AtRisk()(
        loyal(
            p_alive=[0.49, 0.5, 0.9, 0.1, np.nan],
            spend_growth=[0.0, 0.0, -0.2, -0.9, np.nan],
            monetary_total=[1.0, 2, 3, 4, 5],
        )
    )
    assert rows["reasons"].tolist() == [
        "leaving; buying_less",
        "buying_less",
        "leaving",
    ]
    assert rows["score"].tolist() == [2, 1.5, 0.5]


def test_only_the_truly_loyal_and_reachable_are_listed():
    rows = AtRisk()(
        loyal(
            p_alive=0.1,
            segment=["true", "inertia", "true"],
            reachable=[True, True, False],
        )
    )
    assert rows["customer_id"].tolist() == ["c000"]


def test_one_sign_of_risk_is_enough_and_the_other_is_said_to_be_lacking():
    customers = loyal(p_alive=[0.1])
    assert AtRisk().lacking(customers) == []
    assert AtRisk().caveats(customers) == [
        "risks that the source cannot tell: spend_growth"
    ]
    assert AtRisk().lacking(loyal(x=[1])) == ["p_alive or spend_growth"]


def test_a_probability_is_a_share():
    with pytest.raises(ConfigError, match="min_alive should be a share; got 50"):
        AtRisk(min_alive=50)
