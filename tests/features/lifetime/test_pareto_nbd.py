import numpy as np
import pytest
from scipy.integrate import quad

from patronage.features.lifetime import (
    GammaGamma,
    Histories,
    ParetoNBD,
    ParetoNBDParameters,
)

PUBLISHED = ParetoNBDParameters(0.553, 10.578, 0.606, 11.669)
ONE = Histories.of([[2, 30.43, 38.86]])
NEW = Histories.of([[0, 0, 0]])
BRANCHES = [
    PUBLISHED,
    ParetoNBDParameters(0.7, 14.0, 1.0, 3.0),
    ParetoNBDParameters(1.5, 5.0, 2.3, 5.0),
    ParetoNBDParameters(0.3, 2.0, 0.4, 40.0),
]
# x, t_x and T with which implementations of 2F1 overflow (tests of CLVTools).
LARGE = [
    (221, 103.42857, 103.57143),
    (254, 97.14286, 97.28571),
    (161, 94.71429, 98),
    (204, 98.57143, 99.42857),
]


def test_cdnow_gives_the_published_parameters(cdnow):
    model = ParetoNBD().fit(cdnow)
    expected = ParetoNBDParameters(0.55328, 10.57761, 0.60621, 11.66791)
    assert vars(model.parameters_) == pytest.approx(vars(expected), rel=1e-4)
    assert model.log_likelihood_ == pytest.approx(-9594.9739, abs=1e-4)
    assert model.p_alive(cdnow).mean() == pytest.approx(0.44628, abs=1e-5)
    total = model.expected_purchases(cdnow, 39).sum()
    assert total == pytest.approx(1665.53, abs=0.02)


def test_published_parameters(cdnow):
    assert PUBLISHED.total(Histories.of(cdnow)) == pytest.approx(-9594.97401, abs=1e-5)
    assert PUBLISHED.expected_purchases(NEW, 52) == pytest.approx(1.472996803)
    assert PUBLISHED.p_alive(ONE) == pytest.approx(0.8691675592)
    assert PUBLISHED.expected_purchases(ONE, 39) == pytest.approx(1.4551231933)
    assert PUBLISHED.dert(ONE, 0.0027) == pytest.approx(6.483773568)


def test_the_value_of_the_first_customer(cdnow):
    purchases = ParetoNBD().fit(cdnow).dert([[2, 30.43, 38.86]], 0.0027)
    spend = GammaGamma().fit(cdnow).expected_value([[2, 22.35]])
    assert purchases == pytest.approx(6.482250, rel=1e-5)
    assert purchases * spend * 0.30 == pytest.approx(47.953, rel=1e-4)


def test_frequent_customers_stay_finite():
    model = ParetoNBDParameters(0.5143, 2.8845, 0.2856, 14.1087)
    for each in (model, ParetoNBDParameters(0.5143, 14.1087, 0.2856, 2.8845)):
        histories = Histories.of(LARGE)
        assert np.isfinite(each.log_likelihood(histories)).all()
        assert ((each.p_alive(histories) > 0) & (each.p_alive(histories) < 1)).all()
        assert np.isfinite(each.expected_purchases(histories, 52)).all()


@pytest.mark.parametrize("parameters", BRANCHES)
@pytest.mark.parametrize("history", [(0, 0, 20), (2, 30.43, 38.86), (30, 38, 38.8)])
def test_the_odds_to_have_left_are_the_integral_over_when(parameters, history):
    p, (x, t_x, T) = parameters, history

    def left(t):
        silence = ((p.alpha + T) / (p.alpha + t)) ** (p.r + x)
        return p.s * silence * ((p.beta + T) / (p.beta + t)) ** p.s / (p.beta + t)

    odds, _ = quad(left, t_x, T, epsabs=0, epsrel=1e-12)
    alive = p.p_alive(Histories.of([history]))[0]
    assert alive == pytest.approx(1 / (1 + odds), rel=1e-9)


@pytest.mark.parametrize("parameters", BRANCHES)
def test_dert_is_the_discounted_integral_of_purchases(parameters):
    p, delta = parameters, 0.0027
    x, _, T = 2, 30.43, 38.86

    def rate(t):
        lives = ((p.beta + T) / (p.beta + T + t)) ** p.s
        return (p.r + x) / (p.alpha + T) * lives * np.exp(-delta * t)

    total = sum(quad(rate, *span, epsrel=1e-12)[0] for span in ((0, 500), (500, 2e4)))
    expected = total * p.p_alive(ONE)
    assert p.dert(ONE, delta) == pytest.approx(expected, rel=1e-8)


def test_expected_purchases_pass_smoothly_through_s_of_one():
    below, at, above = (
        ParetoNBDParameters(0.5, 10.0, s, 12.0).expected_purchases(ONE, 39)[0]
        for s in (1 - 1e-7, 1.0, 1 + 1e-7)
    )
    assert at == pytest.approx((below + above) / 2, rel=1e-10)


def test_the_discrete_sum_is_near_the_integral():
    ever = PUBLISHED.dert(ONE, 0.01)
    assert PUBLISHED.discounted_purchases(ONE, np.expm1(0.01), 3_000) == pytest.approx(
        ever, rel=0.01
    )
