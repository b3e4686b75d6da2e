import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.features.contract_value import (
    per_month,
    simple_clv,
    simple_clv_of_periods,
    simple_clv_paid_ahead,
)

EXAMPLE = {"retention": 0.8, "discount": 0.1}


def test_the_published_example():
    assert simple_clv(100, **EXAMPLE) == pytest.approx(266.667, abs=5e-4)
    assert simple_clv_paid_ahead(100, **EXAMPLE) == pytest.approx(366.667, abs=5e-4)
    three = simple_clv_of_periods(100, **EXAMPLE, n_periods=3)
    assert three == pytest.approx(164.0872, abs=5e-5)


def test_paid_ahead_is_the_closed_form():
    expected = 100 * 1.1 / (1 + 0.1 - 0.8)
    assert simple_clv_paid_ahead(100, **EXAMPLE) == pytest.approx(expected)


def test_the_sum_of_many_periods_is_the_whole():
    long = simple_clv_of_periods(100, **EXAMPLE, n_periods=500)
    assert long == pytest.approx(simple_clv(100, **EXAMPLE))


def test_every_customer_has_a_margin_of_his_own():
    values = simple_clv(np.array([100, np.nan, 0]), **EXAMPLE)
    np.testing.assert_allclose(values, [800 / 3, np.nan, 0])


def test_twelve_months_make_a_year():
    assert per_month(0.12) == pytest.approx(0.00948879, abs=5e-9)
    assert (1 + per_month(0.12)) ** 12 == pytest.approx(1.12)


@pytest.mark.parametrize(
    ("retention", "discount"), [(1.0, 0.0), (1.05, 0.1), (-0.1, 0.1), (np.nan, 0.1)]
)
def test_value_without_an_end_is_refused(retention, discount):
    with pytest.raises(ConfigError, match=r"'retention' should be 0 to 1 and below"):
        simple_clv(100, retention=retention, discount=discount)
