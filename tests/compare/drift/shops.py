"""Customers of four archetypes, and the segments that a clusterer gave them."""

import numpy as np
import pandas as pd

CENTRES = np.array([[2.0, 10, 100], [8, 60, 30], [1, 20, 200], [20, 40, 10]])
NAMES = ["frequency", "monetary_mean", "recency_days"]
DAY = pd.Timestamp("2024-01-31")


def population(seed: int, n: int = 1000, moved: float = 0.0):
    """Features and segments; `moved` of all customers are of the last archetype."""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 4, n)
    first = np.flatnonzero(kind == 0)
    kind[first[: round(moved * n)]] = 3
    values = CENTRES[kind] * rng.gamma(9, 1 / 9, (n, 3))
    frame = pd.DataFrame(values, columns=NAMES)
    frame.insert(0, "customer_id", [f"c{i:05d}" for i in range(n)])
    frame.insert(1, "as_of", DAY)
    frame.insert(2, "status", "ok")
    return frame, segments_of(frame)


def segments_of(frame):
    """The nearest archetype, as a model that was fitted once would place it."""
    near = frame[NAMES].to_numpy()[:, None, :] / CENTRES - 1
    distances = np.sqrt((near**2).sum(axis=2))
    ordered = np.sort(distances, axis=1)
    table = frame[["customer_id", "as_of"]].copy()
    return table.assign(
        segment=distances.argmin(axis=1).astype(np.int64),
        status="ok",
        probability=np.nan,
        margin=1 - ordered[:, 0] / ordered[:, 1],
    )
