import numpy as np
import pytest

from patronage.clustering import UnitLog


def test_the_median_customer_is_zero_and_twice_as_much_is_log_two():
    logs = UnitLog().fit(np.array([[10.0], [20.0], [40.0]]))
    assert logs.transform([[20.0], [40.0]]).ravel() == pytest.approx([0, np.log(2)])


def test_zeros_get_half_the_smallest_positive_value():
    values = np.array([[0.0], [10.0], [10.0], [10.0]])
    assert UnitLog().fit_transform(values)[0, 0] == pytest.approx(np.log(0.5))


@pytest.mark.parametrize("rate", [0.01, 7.1, 100, 1e6])
def test_the_currency_does_not_matter(rate):
    values = np.random.default_rng(0).lognormal(size=(50, 1)) - 0.3
    money = UnitLog().fit_transform(values)
    assert UnitLog().fit_transform(values * rate) == pytest.approx(money, abs=1e-12)


def test_a_column_without_positive_values_becomes_zero():
    assert (UnitLog().fit_transform(np.zeros((3, 1))) == 0).all()
