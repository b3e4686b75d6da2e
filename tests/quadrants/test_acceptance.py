"""Quadrants against a world in which they are known: METHODS, the end of part F."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr
from scipy.stats import spearmanr
from sklearn.metrics import adjusted_mutual_info_score, cohen_kappa_score

from patronage.compare import association
from patronage.quadrants import ShareProxy, WeightedAxis
from tests.quadrants.loyal_world import PROXIES, scheme, world

PLAIN = 2_000
BINS = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01]


@dataclass(frozen=True)
class Judged:
    """Placed customers: what was said of them, and what is true."""

    said: np.ndarray
    confidence: np.ndarray
    true: np.ndarray
    spearman: float

    @property
    def right(self):
        return self.said == self.true


def judged(seed: int) -> Judged:
    made = world(seed)
    fitted = scheme().fit(made.features)
    table = fitted.assign(made.features)
    placed = (table["segment"] >= 0).to_numpy()
    attitude = fitted.scores(made.features)[:, 0]
    known = np.isfinite(attitude)
    return Judged(
        said=table["segment"].to_numpy()[placed],
        confidence=table["probability"].to_numpy()[placed],
        true=made.quadrant[placed],
        spearman=spearmanr(attitude[known], made.attitude[known]).statistic,
    )


def check(seeds):
    worlds = [judged(seed) for seed in seeds]
    for one in worlds:
        assert cohen_kappa_score(one.said, one.true) >= 0.45
        assert one.right[one.confidence >= 0.8].mean() >= 0.85
        assert one.spearman >= 0.75
    confidence = np.concatenate([one.confidence for one in worlds])
    right = np.concatenate([one.right for one in worlds])
    place = np.digitize(confidence, BINS)
    bins = [place == one for one in np.unique(place)]
    held = [right[here].mean() for here in bins]
    claimed = [confidence[here].mean() for here in bins]
    assert np.abs(np.subtract(held, claimed)).max() <= 0.08
    assert (np.diff(held) > 0).all()


def test_known_quadrants_are_found_and_confidence_is_honest():
    check(range(3))


@pytest.mark.slow
def test_known_quadrants_are_found_in_twenty_worlds():
    check(range(20))


def test_attitude_that_is_shuffled_has_nothing_to_do_with_repeat():
    made = world(1).features
    order = np.random.default_rng(0).permutation(len(made))
    counts = [*PROXIES, "n_orders"]
    mixed = made.assign(**{name: made[name].to_numpy()[order] for name in counts})
    table = scheme().fit(mixed).assign(mixed)
    placed = table.loc[table["segment"] >= 0, "segment"]
    assert abs(adjusted_mutual_info_score(placed // 2, placed % 2)) < 0.01


def test_quadrants_are_not_those_of_another_population():
    one, other = (
        scheme().fit(w).assign(w) for w in (world(s).features for s in (1, 2))
    )
    assert abs(association(one, other)["ami"]) < 0.01


def test_draws_that_are_tabulated_agree_with_plain_sampling():
    made = world(3, 400).features
    fitted = scheme(n_draws=2_000).fit(made)
    told = fitted.memberships(made).pivot(
        index="customer_id", columns="segment", values="probability"
    )
    rng = np.random.default_rng(0)
    attitude, repeat = fitted.axes_
    known = made[made["customer_id"].isin(told.index)].reset_index(drop=True)
    plain = np.zeros((len(known), 4))
    for _ in range(PLAIN):
        z = np.zeros(len(known))
        for name, proxy in attitude.proxies_.items():
            k, n = known[name], known["n_orders"]
            share = rng.beta(k + proxy.prior_.a_, n - k + proxy.prior_.b_)
            ranked = proxy.drawn_ranks_.transform(share / (1 - share))
            z += attitude.weights_[name] * ranked
        (often,) = repeat.proxies_.values()
        events = rng.gamma(known["repeat_days"] + often.prior_.r_)
        rate = events / (known["exposure_months"] + often.prior_.alpha_)
        ranked = often.drawn_ranks_.transform(rate / often.prior_.mean_)
        scores = ndtr(z), ndtr(ranked)
        attached, back = (
            score >= rng.choice(cuts)
            for score, cuts in zip(scores, fitted.drawn_cuts_, strict=True)
        )
        plain[np.arange(len(known)), 2 * attached + back] += 1 / PLAIN
    apart = np.abs(plain - told.loc[known["customer_id"]].to_numpy())
    assert apart.mean() < 0.01
    assert np.quantile(apart, 0.99) < 0.04


@pytest.mark.parametrize(("mean", "precision"), [(0.02, 2), (0.95, 0.5)])
def test_the_usual_draws_agree_with_plain_sampling_also_of_rare_evidence(
    mean, precision
):
    made = rare(mean, precision)
    proxies = {name: ShareProxy(name, "n") for name in ("own", "rare")}
    axis = WeightedAxis("attitude", proxies).fit(made)
    cut = np.median(axis.z(made))
    plain = np.mean([plain_z(axis, made, seed) >= cut for seed in range(PLAIN)], axis=0)
    apart = []
    for seed in range(5):
        axis.set_params(random_state=seed)
        told = (axis.z_draws(made, 200) >= cut).mean(axis=1)
        apart.append(np.abs(told - plain).mean())
    assert np.mean(apart) < 0.02


def rare(mean, precision, n=500):
    rng = np.random.default_rng(0)
    trials = rng.integers(3, 40, n)
    usual, share = rng.beta(2.5, 2.5, n), rng.beta(*beta_of(mean, precision), n)
    return pd.DataFrame(
        {
            "n": trials + 0.0,
            "own": rng.binomial(trials, usual) + 0.0,
            "rare": rng.binomial(trials, share) + 0.0,
        }
    )


def beta_of(mean, precision):
    return mean * precision, (1 - mean) * precision


def plain_z(axis, frame, seed):
    """Weighted means of draws whose odds are taken in logarithms."""
    rng = np.random.default_rng(seed)
    total = np.zeros(len(frame))
    for name, proxy in axis.proxies_.items():
        shapes = (
            frame[name] + proxy.prior_.a_,
            frame["n"] - frame[name] + proxy.prior_.b_,
        )
        won, lost = (
            np.log(rng.gamma(shape + 1)) - rng.exponential(size=len(frame)) / shape
            for shape in shapes
        )
        odds = np.exp(proxy.power_ * (won - lost))
        total += axis.weights_[name] * proxy.drawn_ranks_.transform(odds)
    return total
