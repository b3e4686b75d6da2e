import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.lists import Worth
from tests.lists.people import people


def test_without_cost_a_day_is_worth_its_revenue():
    customers = people(expected_order_value=[10.0, np.nan], monetary_mean=[1.0, 2.0])
    assert Worth().is_revenue(customers)
    assert Worth().of_a_day(customers).tolist() == [10, 2]


def test_a_ledger_with_cost_gives_each_customer_a_margin():
    customers = people(monetary_mean=10.0, margin_share=[0.3, -0.1, np.nan])
    assert not Worth().is_revenue(customers)
    np.testing.assert_allclose(Worth().of_a_day(customers), [3, np.nan, np.nan])


def test_a_margin_that_is_given_counts():
    customers = people(monetary_mean=[10.0], margin_share=0.9)
    worth = Worth(margin=0.2)
    assert not worth.is_revenue(customers)
    assert worth.of_a_day(customers).tolist() == [2]


@pytest.mark.parametrize("margin", [0, -0.1, 1.2])
def test_a_margin_is_a_share(margin):
    with pytest.raises(ConfigError, match="above 0 and at most 1"):
        Worth(margin=margin)
