"""Whether segments come back when the customers are drawn again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.base import clone
from sklearn.utils.parallel import Parallel, delayed

from patronage.agreement import adjusted_rand_index, contingency, jaccard
from patronage.loggable import Metric

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import FloatArray, IntArray, SegmentScheme


@dataclass(frozen=True)
class Agreement:
    """Bootstraps against the original: mean adjusted Rand index, and per segment.

    `jaccard` is the mean over bootstraps of each segment's best overlap; empty (as is
    `ari`) where the scheme places nobody.
    """

    ari: float | None
    jaccard: Mapping[int, float]

    @property
    def metrics(self) -> list[Metric]:
        """The metrics of a run."""
        if self.ari is None:
            return []
        return [
            Metric("stability/ari", self.ari),
            Metric("stability/jaccard_min", min(self.jaccard.values())),
            Metric("stability/jaccard_mean", float(np.mean([*self.jaccard.values()]))),
        ]


def bootstrap_agreement(
    scheme: SegmentScheme,
    features: pd.DataFrame,
    *,
    seed: int,
    n_bootstraps: int = 20,
    n_jobs: int = 1,
) -> Agreement:
    """Refit a scheme on resampled customers and compare all customers' segments.

    Hennig (2007, CSDA 52:258): a segment with a mean Jaccard below .6 is not to be
    trusted, from .75 on it is stable. The result does not depend on `n_jobs`.
    """
    known = features[features["status"] == "ok"].reset_index(drop=True)
    original = scheme.predict(known)
    placed = np.flatnonzero(original >= 0)
    if not len(placed):
        return Agreement(None, {})
    seeds = np.random.SeedSequence(seed).spawn(n_bootstraps)
    again = Parallel(n_jobs=n_jobs, prefer="threads")(
        delayed(_segments_again)(scheme, known, each) for each in seeds
    )
    # no segment (-1) in a bootstrap counts as a group of its own
    tables = [contingency(original[placed], each[placed] + 1) for each in again]
    used = np.unique(original[placed])
    best = np.array([_best_overlap(table)[used] for table in tables])
    ari = float(np.mean([adjusted_rand_index(table) for table in tables]))
    means = best.mean(0).tolist()
    return Agreement(ari, dict(zip(used.tolist(), means, strict=True)))


def _segments_again(
    scheme: SegmentScheme, known: pd.DataFrame, seed: np.random.SeedSequence
) -> IntArray:
    rows = np.random.default_rng(seed).integers(0, len(known), len(known))
    drawn = known.iloc[np.sort(rows)].reset_index(drop=True)
    return clone(scheme).fit(drawn).predict(known)


def _best_overlap(table: IntArray) -> FloatArray:
    return jaccard(table)[:, 1:].max(1, initial=0.0)
