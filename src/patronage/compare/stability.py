"""Whether segments come back when the customers are drawn again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.base import clone
from sklearn.utils.parallel import Parallel, delayed

from patronage.agreement import adjusted_rand_index, contingency, jaccard
from patronage.compare.score import UNKNOWN, Score, percentiles

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray, IntArray, SegmentScheme


@dataclass(frozen=True)
class Agreement:
    """Bootstraps against the original: mean adjusted Rand index, and per segment.

    `jaccard` is the mean over bootstraps of each segment's best overlap; empty (as is
    `ari`) where the scheme places nobody. The middle 95 % of bootstraps have an index
    between `bounds`.
    """

    ari: float | None
    jaccard: Mapping[int, float]
    bounds: tuple[float, float] = (UNKNOWN, UNKNOWN)

    @property
    def scores(self) -> list[Score]:
        """What a scorecard says of it."""
        if self.ari is None:
            return []
        return [
            Score("stability/ari", self.ari, *self.bounds),
            Score("stability/jaccard_min", min(self.jaccard.values())),
            Score("stability/jaccard_mean", float(np.mean([*self.jaccard.values()]))),
        ]


def bootstrap_agreement(
    scheme: SegmentScheme,
    features: pd.DataFrame,
    *,
    seed: int,
    n_bootstraps: int = 20,
    n_jobs: int = 1,
) -> Agreement:
    """Refit a scheme on resampled customers and compare the segments of those drawn.

    As in clusterboot without copies of a customer (Hennig 2007, CSDA 52:258): a segment
    with a mean Jaccard below .6 is not to be trusted, from .75 on it is stable. The
    result does not depend on `n_jobs`.

    >>> scheme = study.fit("tier3").scheme
    >>> found = bootstrap_agreement(scheme, study.features, seed=0, n_bootstraps=5)
    >>> found.ari > 0.5
    True
    """
    known = features[features["status"] == "ok"].reset_index(drop=True)
    original = scheme.predict(known)
    if not (original >= 0).any():
        return Agreement(None, {})
    seeds = np.random.SeedSequence(seed).spawn(n_bootstraps)
    again = Parallel(n_jobs=n_jobs, prefer="threads")(
        delayed(_segments_again)(scheme, known, each) for each in seeds
    )
    rows = int(original.max()) + 1
    tables = [_table(original[drawn], segments, rows) for drawn, segments in again]
    used = np.unique(original[original >= 0])
    best = np.array([_best_overlap(table)[used] for table in tables])
    aris = np.array([[adjusted_rand_index(table)] for table in tables])
    (low,), (high,) = percentiles(aris)
    means = dict(zip(used.tolist(), best.mean(0).tolist(), strict=True))
    return Agreement(float(aris.mean()), means, (float(low), float(high)))


def _segments_again(
    scheme: SegmentScheme, known: pd.DataFrame, seed: np.random.SeedSequence
) -> tuple[IntArray, IntArray]:
    draws = np.random.default_rng(seed).integers(0, len(known), len(known))
    rows = np.unique(draws)
    drawn = known.iloc[rows].reset_index(drop=True)
    return rows, clone(scheme).fit(drawn).predict(drawn)


def _table(original: IntArray, again: IntArray, n_segments: int) -> IntArray:
    """Count those placed at first; no segment in a bootstrap is a group of its own."""
    columns = int(again.max(initial=-1)) + 2
    return contingency(original, again + 1, (n_segments, columns))


def _best_overlap(table: IntArray) -> FloatArray:
    return jaccard(table)[:, 1:].max(1, initial=0.0)
