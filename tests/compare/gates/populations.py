"""Customers of four kinds whose kind tells what they do next."""

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from patronage.agreement import align, contingency, jaccard
from patronage.compare import Side

DAY = pd.Timestamp("2026-01-01")
KINDS = np.array([[0.0, 0, 0], [3, 0, 1], [0, 3, 1], [3, 3, 3]])


def drawn(rng, n, *, kinds=KINDS):
    """Features, and what came after: who returns, and the amount spent."""
    kind = rng.integers(0, len(kinds), n)
    features = kinds[kind] + rng.normal(0, 1, (n, 3))
    level = kind * 3 / max(len(kinds) - 1, 1)
    retained = rng.random(n) < 0.3 + 0.15 * level
    amount = np.where(retained, np.exp(rng.normal(0, 1, n) + 0.5 * level), 0.0)
    return features, outcomes_of(amount, retained)


def outcomes_of(amount, retained=None):
    spent = np.asarray(amount, float)
    kept = spent > 0 if retained is None else retained
    return keyed(
        len(spent), future_orders=1.0 * kept, future_amount=spent, retained=kept
    )


def segments_of(labels):
    return keyed(len(labels), segment=np.asarray(labels, np.int64))


def keyed(n, **columns):
    ids = [f"c{i:05d}" for i in range(n)]
    return pd.DataFrame({"customer_id": ids, "as_of": DAY, **columns})


def clustered(features, n_clusters):
    """k-means of one thread: more only wait for each other on few customers."""
    with threadpool_limits(1):
        return KMeans(n_clusters, n_init=3, random_state=0).fit(features)


def side(labels, *, n_segments=None, **known):
    n = int(np.max(labels)) + 1 if n_segments is None else n_segments
    known = {"name": "scheme", **known}
    return Side(segments=segments_of(labels), n_segments=n, **known)


def churn_of(before, after):
    """The share who change their segment, segments matched so that fewest do."""
    matched = align(contingency(before, after))
    return float(
        np.mean(
            [matched.get(old) != new for old, new in zip(before, after, strict=True)]
        )
    )


def rivals(seed, n, k=(4, 4)):
    """A champion fitted on an earlier draw, a challenger on this one, and outcomes."""
    rng = np.random.default_rng(seed)
    earlier, (now, outcomes) = drawn(rng, n)[0], drawn(rng, n)
    before = clustered(earlier, k[0]).predict(now)
    return before, clustered(now, k[1]).labels_, outcomes


def returned(features, n_clusters, seed, n_bootstraps=10):
    """Metrics of k-means: whether its segments come back, as `compare` measures it."""
    rng, n = np.random.default_rng(seed), len(features)
    labels = clustered(features, n_clusters).labels_
    best = []
    for _ in range(n_bootstraps):
        rows = np.unique(rng.integers(0, n, n))
        again = clustered(features[rows], n_clusters).labels_
        best.append(jaccard(contingency(labels[rows], again)).max(1))
    means = np.mean(best, axis=0)
    found = {"min": means.min(), "mean": means.mean()}
    return labels, {f"stability/jaccard_{name}": value for name, value in found.items()}
