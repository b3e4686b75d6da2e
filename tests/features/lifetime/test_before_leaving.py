import numpy as np
import pytest
from scipy.stats import beta

from patronage.features.lifetime.before_leaving import purchases_before_leaving


def integral(r, a, b, u):
    def f(p):
        return -np.expm1(-r * np.log1p(p * u)) / p

    return beta.expect(f, (a, b), epsrel=1e-11, limit=500)


def found(r, a, b, u):
    return purchases_before_leaving(np.array([r]), a, np.array([b]), np.array([u]))[0]


@pytest.mark.parametrize("r", [0.24, 3.0, 40.0])
@pytest.mark.parametrize(("a", "b"), [(1.0, 2.4), (1.000001, 5.0), (2.5, 1.0)])
@pytest.mark.parametrize("u", [0.1, 1.0, 30.0])
def test_it_is_the_mean_over_the_chance_to_leave(r, a, b, u):
    assert found(r, a, b, u) == pytest.approx(integral(r, a, b, u), rel=1e-7)


@pytest.mark.parametrize("a", [0.2, 0.4999999, 0.5, 0.500001])
def test_a_and_b_may_sum_to_one(a):
    near = [found(0.3, a, 0.5 + side, 2.0) for side in (-1e-3, 0, 1e-3)]
    assert near[1] == pytest.approx((near[0] + near[2]) / 2, rel=1e-5)


def test_where_the_function_overflows_the_integral_takes_over():
    assert found(0.24, 2_000.0, 900.0, 5.0) == pytest.approx(
        integral(0.24, 2_000.0, 900.0, 5.0), rel=1e-6
    )


def test_nothing_happens_in_no_time():
    assert found(3.0, 0.8, 2.4, 0.0) == 0
