import numpy as np
import pandas as pd
import pytest
from scipy.stats import betabinom, nbinom

from patronage.features.shrinkage import ShrunkRate, ShrunkShare

RNG = np.random.default_rng(7)


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


def test_little_evidence_is_drawn_further_to_the_mean():
    n = RNG.integers(1, 40, 2_000)
    share = ShrunkShare("k", "n").fit(table(betabinom.rvs(n, 2, 6, random_state=1), n))
    one, many = share.transform(table([1, 30], [1, 30]))
    assert 0.25 < one < many < 1


def test_customers_who_differ_by_chance_alone_are_pooled():
    n = np.full(4_000, 10)
    share = ShrunkShare("k", "n").fit(table(RNG.binomial(n, 0.3), n))
    assert share.polarization_ < 0.02
    low, high = share.transform(table([0, 10], [10, 10]))
    assert high - low < 0.2


def test_no_trials_no_share():
    share = ShrunkShare("k", "n").fit(table([1, 0, 3], [2, 5, 4]))
    assert np.isnan(share.transform(table([0], [0]))).all()


def test_the_order_of_customers_changes_no_bit():
    k, n = RNG.integers(0, 5, 500), RNG.integers(5, 9, 500)
    shuffled = RNG.permutation(500)
    first = ShrunkShare("k", "n").fit(table(k, n))
    second = ShrunkShare("k", "n").fit(table(k[shuffled], n[shuffled]))
    assert (first.a_, first.b_) == (second.a_, second.b_)
