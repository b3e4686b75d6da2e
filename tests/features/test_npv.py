import numpy as np
import pytest

from patronage.features.npv import growth, historical_npv, present_value


def test_the_finance_example():
    flows = [-50, 100, 100, 100]
    assert present_value(flows, range(4), 0.10) == pytest.approx(198.6852, abs=5e-5)


def test_past_flows_grow_to_today():
    years_ago = np.array([12, 6, 0]) / 12
    value = historical_npv([120, 80, 50], years_ago, 0.12)
    assert value == pytest.approx(269.0640, abs=5e-5)


def test_without_interest_a_flow_is_a_flow():
    assert present_value([1, 2, 3], [0, 5, 9], 0.0) == 6


def test_growth_by_days_is_that_of_years():
    assert growth(np.array([0, 1461]), 0.12).tolist() == pytest.approx([1, 1.12**4])


def test_growth_of_a_day_is_the_same_bits_whatever_stands_beside_it():
    days = np.arange(3_000)
    together = growth(days, 0.12)
    alone = [growth(days[i : i + 1], 0.12)[0] for i in range(0, 3_000, 97)]
    assert together[::97].tolist() == alone
