"""What a segment tells of what its customers do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.arithmetic import ratio
from patronage.compare.concentration import (
    area_under_curve,
    concentration,
    mid_ranks,
    rank_correlation,
    summed,
)
from patronage.compare.foretelling import Cells, levels
from patronage.compare.score import Score, resampled
from patronage.loggable import Metric
from patronage.segments import KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patronage.segments import FloatArray, IntArray

N_FOLDS = 5
FEWEST = 2 * N_FOLDS
ROUNDING = 1e-12
R2 = 0
NAMES = ("r2", "gini", "spearman", "lift_top", "retention_auc")


def future(
    segments: pd.DataFrame,
    outcomes: pd.DataFrame,
    *,
    seed: int,
    resamples: int = 200,
) -> list[Score]:
    """Return how well segments foretell outcomes; empty where nothing can be said.

    Each customer of `outcomes` is foretold the mean of the segment's customers in the
    other four of 5 folds (a customer without a segment, the mean of all), so that
    nothing is gained by many small segments, and random ones foretell nothing. `r2`
    is 1 less the squared error over that of the mean of all; `gini` how unequally
    customers spend in the order foretold, over how unequally they do (1: the right
    order, 0: a random one); `spearman` the rank correlation of foretold and actual
    amount; `lift_top` the mean amount of the segment foretold most, over that of all;
    `retention_auc` the chance that of two customers the one who returns was foretold
    the higher rate. Intervals are of customers drawn again, the copies of one in the
    same fold; that of `r2` is reflected (Davison & Hinkley 1997, eq. 5.6), as segments
    fit a resample more closely than they fit others, and ends at 1. A fold in which
    nobody spends, or nobody or everybody returns, has no say. `eta2` is the variance of
    `future_amount` between segments of the placed, `epsilon2` the same less what as
    many random segments would have (Kelley 1935).

    >>> tiers = study.fit("tier3").segments
    >>> found = future(tiers, study.outcomes, seed=0, resamples=20)
    >>> {score.name: round(score.value, 1) for score in found}["future/gini"]
    0.9
    """
    known = _known(segments, outcomes)
    if len(known) < FEWEST:
        return []
    told = Future.of(known, seed=seed)
    value = told.measures(np.ones(len(known)))
    low, high = resampled(told.measures, len(known), seed=seed, resamples=resamples)
    low[R2], high[R2] = 2 * value[R2] - high[R2], min(1.0, 2 * value[R2] - low[R2])
    low, high = np.minimum(low, value), np.maximum(high, value)
    scores = [
        Score(f"future/{name}", *map(float, row))
        for name, *row in zip(NAMES, value, low, high, strict=True)
    ]
    found = [*_variance(known), *scores]
    return [score for score in found if np.isfinite(score.value)]


@dataclass(frozen=True, eq=False)
class Future:
    """Amounts and returns of customers (`retained` is 0 or 1), and their cells."""

    amount: FloatArray
    retained: FloatArray
    cells: Cells

    @classmethod
    def of(cls, known: pd.DataFrame, *, seed: int) -> Future:
        """Part customers, by a seed, into folds that are the same for every scheme."""
        order = np.random.default_rng(seed).permutation(len(known))
        fold = (order % N_FOLDS).astype(np.int64)
        amount, retained = (
            known[name].to_numpy(np.float64) for name in ("future_amount", "retained")
        )
        return cls(amount, retained, Cells(fold, known["segment"].to_numpy(np.int64)))

    def measures(self, weight: FloatArray) -> FloatArray:
        """Return `NAMES` where each customer counts `weight` times."""
        counts = self.cells.sums(weight)
        spent, returned = (
            self.cells.sums(weight * each) for each in (self.amount, self.retained)
        )
        spend = self.cells.foretold(counts, spent)
        rate = self.cells.foretold(counts, returned)
        r2 = self._r2(weight, spend, self.cells.overall(counts, spent))
        folds = [
            (
                self._gini(fold, weight, levels(spend[fold])),
                self._spearman(fold, weight, levels(spend[fold])),
                _auc(counts[fold], returned[fold], levels(rate[fold])),
            )
            for fold in range(N_FOLDS)
        ]
        gini, spearman, auc = _known_means(np.array(folds))
        return np.array([r2, gini, spearman, _lift(counts, spent, spend), auc])

    def _r2(self, weight: FloatArray, told: FloatArray, overall: FloatArray) -> float:
        error = (weight * (self.amount - told.ravel()[self.cells.cell]) ** 2).sum()
        blind = (weight * (self.amount - overall[self.cells.fold]) ** 2).sum()
        square = (weight * self.amount**2).sum()
        varies = blind > ROUNDING**2 * square
        return float(1 - error / blind) if varies else float("nan")

    def _gini(self, fold: int, weight: FloatArray, level: IntArray) -> float:
        rows = self._sorted[fold][0]
        drawn = weight[rows]
        spent = drawn * self.amount[rows]
        by = level[self.cells.segment[rows] + 1]
        most = concentration(drawn, spent)
        found = concentration(summed(by, drawn), summed(by, spent))
        return found / most if most > ROUNDING else float("nan")

    def _spearman(self, fold: int, weight: FloatArray, level: IntArray) -> float:
        rows, order = self._sorted[fold]
        drawn = weight[rows]
        ranks = mid_ranks(summed(order, drawn))[order]
        return rank_correlation(drawn, ranks, level[self.cells.segment[rows] + 1])

    @cached_property
    def _sorted(self) -> list[tuple[IntArray, IntArray]]:
        """Each fold's customers by their amount, and the number of that amount."""
        return [self._by_amount(fold) for fold in range(N_FOLDS)]

    def _by_amount(self, fold: int) -> tuple[IntArray, IntArray]:
        rows = np.flatnonzero(self.cells.fold == fold)
        rows = rows[np.argsort(self.amount[rows], kind="stable")]
        return rows, np.unique(self.amount[rows], return_inverse=True)[1]


def axis_validity(
    axes: pd.DataFrame, outcomes: pd.DataFrame, names: Sequence[str]
) -> list[Metric]:
    """Return how each axis by itself ranks customers by the orders to come.

    Customers known on all axes count. `future/<axis>_spearman`; an axis that is the
    same for everybody has none.
    """
    known = axes.dropna(subset=[*names]).merge(outcomes, on=KEY)
    ranks = {
        axis: known[axis].corr(known["future_orders"], method="spearman")
        for axis in names
        if known[axis].max() > known[axis].min()
    }
    return [
        Metric(f"future/{axis}_spearman", float(rank))
        for axis, rank in ranks.items()
        if pd.notna(rank)
    ]


def _known(segments: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Everybody who has an outcome, -1 without a segment."""
    known = outcomes.merge(segments[[*KEY, "segment"]], on=KEY, how="left")
    known["segment"] = known["segment"].fillna(-1).astype(np.int64)
    return known.sort_values(KEY, ignore_index=True)


def _known_means(folds: FloatArray) -> FloatArray:
    """Return the means over folds (rows), NaN where no fold has a value."""
    known = np.isfinite(folds)
    return ratio(np.where(known, folds, 0.0).sum(0), known.sum(0).astype(np.float64))


def _auc(counts: FloatArray, returned: FloatArray, level: IntArray) -> float:
    return area_under_curve(summed(level, returned), summed(level, counts - returned))


def _lift(counts: FloatArray, spent: FloatArray, told: FloatArray) -> float:
    """The mean of the segment that each fold is foretold most of, over that of all."""
    inside = np.where(counts > 0, told, -np.inf)
    top = told >= inside.max(1, keepdims=True)
    people, mean = counts[top].sum(), spent.sum() / counts.sum()
    return float(spent[top].sum() / people / mean) if mean > 0 else float("nan")


def _variance(known: pd.DataFrame) -> list[Score]:
    placed = known[known["segment"] >= 0]
    actual = placed["future_amount"].astype(float)
    n, k = len(placed), placed["segment"].nunique()
    total = float(((actual - actual.mean()) ** 2).sum())
    if k < 2 or n <= k or total <= ROUNDING**2 * float((actual**2).sum()):
        return []
    told = actual.groupby(placed["segment"]).transform("mean")
    eta2 = float(((told - actual.mean()) ** 2).sum()) / total
    adjusted = 1 - (1 - eta2) * (n - 1) / (n - k)
    return [Score("future/eta2", eta2), Score("future/epsilon2", adjusted)]
