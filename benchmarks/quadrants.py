"""How long it takes to say how likely each quadrant is, beside plain sampling.

`python -m benchmarks.quadrants customers=1e6 draws=200 plain=2e4` makes grocery
customers with five proxies of attitude, fits the loyalty quadrants and places
everybody; plain sampling draws each share and rate of `plain` of them by NumPy, one
draw after another. It prints how far their probabilities differ, and fails where that
is more than 0.02 on average.
"""

import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy.special import expit, ndtr

from patronage.quadrants import (
    QuadrantScheme,
    RateProxy,
    ShareProxy,
    WeightedAxis,
)
from patronage.segments import FloatArray, Purpose, SegmentName

PROXIES = {
    "own": (-1.0, "lines"),
    "full_price": (0.5, "lines"),
    "new": (-3.0, "lines"),
    "coupons": (-2.0, "orders"),
    "app": (0.0, "orders"),
}
KEYS = ("none", "inertia", "latent", "true")
GATE = 0.02
Made = TypeVar("Made")


def customers(n: int) -> pd.DataFrame:
    """Customers whose attitude and repeat purchase correlate by .3."""
    rng = np.random.default_rng(0)
    attitude, noise = rng.normal(size=(2, n))
    repeat = 0.3 * attitude + np.sqrt(1 - 0.09) * noise
    orders = 1 + rng.poisson(np.exp(2.2 + 0.7 * repeat))
    counts = {"orders": orders, "lines": orders * (1 + rng.poisson(6, n))}
    features = pd.DataFrame(
        {
            "customer_id": [f"{place:08}" for place in range(n)],
            "as_of": pd.Timestamp("2018-01-01"),
            "status": "ok",
            "repeat_days": orders - 1.0,
            "months": rng.integers(30, 360, n) / 30,
            **{name: count.astype(float) for name, count in counts.items()},
        }
    )
    for name, (level, trials) in PROXIES.items():
        chance = expit(level + 0.8 * attitude)
        features[name] = rng.binomial(counts[trials], chance).astype(float)
    return features


def scheme(n_draws: int) -> QuadrantScheme:
    """Quadrants of five proxies and the frequency."""
    return QuadrantScheme(
        "loyalty",
        Purpose(objective="measure", decision="-", owner="-", actions={"true": "-"}),
        WeightedAxis(
            "attitude", {n: ShareProxy(n, t) for n, (_, t) in PROXIES.items()}
        ),
        WeightedAxis(
            "repeat", {"often": RateProxy("repeat_days", "months")}, min_columns=1
        ),
        [SegmentName(key=key, en=key, zh=key) for key in KEYS],
        n_draws=n_draws,
    )


def plainly(fitted: QuadrantScheme, features: pd.DataFrame, n_draws: int) -> FloatArray:
    """Probabilities of the quadrants, one draw of everybody after another."""
    rng = np.random.default_rng(1)
    attitude, repeat = (axis.proxies_ for axis in fitted.axes_)
    often, share = repeat["often"], np.zeros((len(features), 4))
    for _ in range(n_draws):
        z = np.zeros(len(features))
        for name, proxy in attitude.items():
            k, n = features[name], features[PROXIES[name][1]]
            drawn = rng.beta(k + proxy.prior_.a_, n - k + proxy.prior_.b_)
            odds = (drawn / (1 - drawn)) ** proxy.power_
            z += fitted.axes_[0].weights_[name] * proxy.drawn_ranks_.transform(odds)
        events = rng.gamma(features["repeat_days"] + often.prior_.r_)
        rate = events / (features["months"] + often.prior_.alpha_) / often.prior_.mean_
        ranked = often.drawn_ranks_.transform(rate.to_numpy() ** often.power_)
        drawn_scores = ndtr(z), ndtr(ranked)
        high = [
            score >= rng.choice(cuts)
            for score, cuts in zip(drawn_scores, fitted.drawn_cuts_, strict=True)
        ]
        share[np.arange(len(features)), 2 * high[0] + high[1]] += 1 / n_draws
    return share


def main() -> None:
    """Answer the question that the command line asks."""
    given = dict(argument.split("=", 1) for argument in sys.argv[1:])
    number = {name: int(float(value)) for name, value in given.items()}
    n, n_draws = number.get("customers", 1_000_000), number.get("draws", 200)
    features = customers(n)
    fitted = scheme(n_draws)
    _timed("fit", lambda: fitted.fit(features))
    _, cpu = _timed("place everybody", lambda: fitted.assign(features))
    few = features.head(number.get("plain", 20_000))
    plain, plain_cpu = _timed("plain sampling", lambda: plainly(fitted, few, n_draws))
    times = plain_cpu / len(few) / (cpu / n)
    print(
        f"plain sampling takes {times:.1f}x the CPU for each of {len(few):,} customers"
    )
    apart = float(np.abs(plain - fitted.posterior(few).probability).mean())
    print(f"probabilities differ by {apart:.4f} on average")
    if apart > GATE:
        raise SystemExit(f"probabilities differ by more than {GATE}")


def _timed(name: str, work: Callable[[], Made]) -> tuple[Made, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"{name:<18}{wall:>8.1f} s wall{cpu:>8.1f} s CPU{peak:>8.0f} MB peak")
    return made, cpu


if __name__ == "__main__":
    main()
