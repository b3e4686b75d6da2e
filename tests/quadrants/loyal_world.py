"""A made world in which the attitude and the repeat purchase of all are known.

Latent attitude a and repeat r are normal with correlation .3; there are 1 + Poisson(
e^(1.4 + .7 r)) purchases, and each of four proxies is Binomial(purchases, 1 / (1 +
e^-(b0 + b1 a))): METHODS, part F.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.quadrants import QuadrantScheme, RateProxy, ShareProxy, WeightedAxis
from patronage.segments import Purpose, SegmentName

CORRELATION = 0.3
PROXIES = {
    "own": (-0.5, 0.8),
    "full": (0.5, 0.8),
    "coupons": (-1.0, 0.8),
    "apps": (0.0, 0.8),
}
PURPOSE = Purpose(objective="o", decision="d", owner="w", actions={"true": "thank"})
KEYS = ("none", "inertia", "latent", "true")
NAMES = [SegmentName(key=key, en=key.title(), zh=key) for key in KEYS]


@dataclass(frozen=True)
class World:
    """What is seen of the customers, and the quadrant that each is truly in."""

    features: pd.DataFrame
    attitude: np.ndarray
    quadrant: np.ndarray


def world(seed: int, n: int = 4_000) -> World:
    """Make customers of whom everything is known."""
    rng = np.random.default_rng(seed)
    spread = [[1, CORRELATION], [CORRELATION, 1]]
    attitude, repeat = rng.multivariate_normal([0, 0], spread, size=n).T
    bought = 1 + rng.poisson(np.exp(1.4 + 0.7 * repeat))
    features = pd.DataFrame(
        {
            "customer_id": [f"{place:07}" for place in range(n)],
            "as_of": pd.Timestamp("2018-01-01"),
            "status": "ok",
            "n_orders": bought.astype(float),
            "repeat_days": bought - 1.0,
            "exposure_months": 12.0,
        }
    )
    for name, (level, slope) in PROXIES.items():
        chance = 1 / (1 + np.exp(-(level + slope * attitude)))
        features[name] = rng.binomial(bought, chance).astype(float)
    truly = 2 * (attitude >= np.median(attitude)) + (repeat >= np.median(repeat))
    return World(features, attitude, truly)


def scheme(**settings) -> QuadrantScheme:
    """The loyalty quadrants of that world."""
    proxies = {name: ShareProxy(name, "n_orders") for name in PROXIES}
    often = RateProxy("repeat_days", "exposure_months")
    return QuadrantScheme(
        "loyalty",
        PURPOSE,
        WeightedAxis("attitude", proxies, min_evidence={"n_orders": 2}),
        WeightedAxis("repeat", {"often": often}, min_columns=1),
        NAMES,
        **settings,
    )
