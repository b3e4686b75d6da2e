import numpy as np
import pandas as pd
import pytest
from scipy.stats import betabinom, nbinom

from patronage.shrinkage import ShrunkRate, ShrunkShare

RNG = np.random.default_rng(7)
BOTH = pytest.mark.parametrize("estimator", [ShrunkShare, ShrunkRate])


def table(k, n) -> pd.DataFrame:
    return pd.DataFrame({"k": np.asarray(k, float), "n": np.asarray(n, float)})


def test_the_prior_of_shares_is_recovered():
    n = RNG.integers(1, 40, 20_000)
    share = ShrunkShare("k", "n").fit(table(betabinom.rvs(n, 2, 6, random_state=1), n))
    assert (share.a_, share.b_) == pytest.approx((2, 6), rel=0.06)
    assert share.polarization_ == pytest.approx(1 / 9, rel=0.06)


def test_the_prior_of_rates_is_recovered():
    exposure = RNG.uniform(1, 12, 20_000)
    y = nbinom.rvs(0.8, 3 / (3 + exposure), random_state=1)
    rate = ShrunkRate("k", "n").fit(table(y, exposure))
    assert (rate.r_, rate.alpha_) == pytest.approx((0.8, 3), rel=0.06)
    assert rate.polarization_ == pytest.approx(6.5 / 9.5, rel=0.06)


def test_a_share_is_the_posterior_mean():
    n = RNG.integers(1, 40, 2_000)
    share = ShrunkShare("k", "n").fit(table(betabinom.rvs(n, 2, 6, random_state=1), n))
    expected = (3 + share.a_) / (7 + share.a_ + share.b_)
    assert share.transform(table([3], [7])) == pytest.approx([expected])


def test_a_rate_is_the_posterior_mean():
    exposure = RNG.uniform(1, 12, 2_000)
    y = nbinom.rvs(0.8, 3 / (3 + exposure), random_state=1)
    rate = ShrunkRate("k", "n").fit(table(y, exposure))
    expected = (3 + rate.r_) / (7 + rate.alpha_)
    assert rate.transform(table([3], [7])) == pytest.approx([expected])


def test_the_unit_of_exposure_changes_no_polarization():
    y, months = RNG.poisson(RNG.gamma(1, 1, 999)), np.full(999, 6.0)
    by_month, by_day = (
        ShrunkRate("k", "n").fit(table(y, unit * months)) for unit in (1, 30)
    )
    assert by_month.polarization_ == pytest.approx(by_day.polarization_)


def test_little_evidence_is_drawn_further_to_the_mean():
    n = RNG.integers(1, 40, 2_000)
    share = ShrunkShare("k", "n").fit(table(betabinom.rvs(n, 2, 6, random_state=1), n))
    one, many = share.transform(table([1, 30], [1, 30]))
    assert 0.25 < one < many < 1


@BOTH
def test_customers_who_differ_less_than_by_chance_are_pooled(estimator):
    pooled = estimator("k", "n").fit(table([3, 3, 2, 4], [10, 10, 10, 10]))
    assert pooled.polarization_ == 0
    values = pooled.transform(table([0, 10, 0], [10, 10, 0]))
    assert values[:2] == pytest.approx([0.3, 0.3])
    assert np.isnan(values[2])


def test_customers_who_differ_by_chance_alone_are_nearly_pooled():
    n = np.full(4_000, 10)
    share = ShrunkShare("k", "n").fit(table(RNG.binomial(n, 0.3), n))
    assert share.polarization_ < 0.02
    low, high = share.transform(table([0, 10], [10, 10]))
    assert high - low < 0.2


@BOTH
def test_no_trials_no_share(estimator):
    share = estimator("k", "n").fit(table([1, 0, 3], [2, 5, 4]))
    assert np.isnan(share.transform(table([0, np.nan], [0, np.nan]))).all()


@BOTH
def test_nobody_who_tried_says_nothing(estimator):
    share = estimator("k", "n").fit(table([0, 0, np.nan], [0, 0, np.nan]))
    assert share.polarization_ == 0
    assert np.isnan(share.transform(table([0, 1], [0, 3]))).all()


@BOTH
def test_the_order_of_customers_changes_no_bit(estimator):
    n = RNG.integers(5, 9, 500)
    k = RNG.binomial(n, RNG.beta(1, 3, 500))
    shuffled = RNG.permutation(500)
    first = estimator("k", "n").fit(table(k, n))
    second = estimator("k", "n").fit(table(k[shuffled], n[shuffled]))
    assert vars(first) == vars(second)
    assert 0.02 < first.polarization_ < 1
