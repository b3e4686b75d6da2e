"""The silhouette held against that of customers without clusters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from joblib import Parallel, delayed
from sklearn.base import clone

from patronage.clustering.copula_null import copula_null
from patronage.clustering.one_hot import one_hot
from patronage.clustering.silhouettes import half_precision, silhouettes
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.clustering.layout import Layout
    from patronage.clustering.repeatable_clusterer import RepeatableClusterer
    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class NullTest:
    """A silhouette, the mean of those without clusters, and how many reach it.

    `p` is (1 + those that reach it) / (1 + all); NaN where nothing was compared.
    """

    silhouette: float
    mean: float
    p: float


def null_test(
    rows: FloatArray,
    refit: RepeatableClusterer,
    seeds: Sequence[np.random.SeedSequence],
    run: Parallel,
) -> NullTest:
    """Refit on the rows and on as many copula nulls of them as there are seeds.

    Both sides are fitted and measured on equally many rows: a silhouette of customers
    that a fit has not seen is lower.
    """
    observed = _silhouette(rows, refit)
    if not seeds or np.isnan(observed):
        return NullTest(silhouette=observed, mean=np.nan, p=np.nan)
    null = partial(copula_null, rows, categories=_categories(rows, refit))
    drawn = run(delayed(_of_null)(null, refit, seed) for seed in seeds)
    reach = np.count_nonzero(np.array(drawn) >= observed)
    return NullTest(
        silhouette=observed,
        mean=float(np.mean(drawn)),
        p=(1 + reach) / (1 + len(drawn)),
    )


def _categories(rows: FloatArray, refit: RepeatableClusterer) -> list[IntArray]:
    """Return the columns of each category; a clusterer that has a layout knows."""
    layout: Layout | None = getattr(refit.clusterer, "layout", None)
    return one_hot(rows) if layout is None else layout.levels()


def _of_null(
    null: Callable[[np.random.Generator], FloatArray],
    refit: RepeatableClusterer,
    seed: np.random.SeedSequence,
) -> float:
    """Return the silhouette on one null; 0 where no two clusters are found in it."""
    found = _silhouette(null(np.random.default_rng(seed)), clone(refit))
    return 0.0 if np.isnan(found) else found


def _silhouette(rows: FloatArray, refit: RepeatableClusterer) -> float:
    try:
        labels = refit.fit(rows).labels_
    except QualityError:
        return float("nan")
    # Half the digits for half the time: both sides of the comparison lose the same.
    return silhouettes(half_precision(rows), [labels])[0].mean
