"""How many states of customers two axes show."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from patronage.segments import FloatArray

MOST_STATES = 4
MOST_ROWS = 20_000
N_STARTS = 5
LEAST_VARIANCE = 0.01


def state_bic(scores: FloatArray) -> dict[int, float]:
    """Return the BIC of normal mixtures of one to four states; smaller is better.

    Axes within 0..1 (ranks, shares) are first turned by Phi^-1, so that a continuum
    looks normal and not like several states side by side; then all are z-scores. Each
    state has a covariance of its own in full: with none, or a common one, customers on
    a single slanted cloud would need several states. No state is narrower than a tenth
    of an axis, or than the axis' own steps: answers and ties are no states. More than
    20,000 customers are represented by as many, evenly among the sorted. BLAS keeps to
    one thread, so that the result is the same on any machine of its kind.

    Parameters
    ----------
    scores : array of shape (n, 2)
        Finite; each axis with two values at least.
    """
    z = np.column_stack([_z_score(axis) for axis in scores.T])
    rows = z[np.lexsort(z.T[::-1])]
    size = min(len(rows), MOST_ROWS)
    rows = rows[((np.arange(size) + 0.5) * (len(rows) / size)).astype(np.int64)]
    least = max(LEAST_VARIANCE, *(_step(axis) ** 2 / 12 for axis in rows.T))
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return {k: _bic(rows, k, least) for k in range(1, MOST_STATES + 1)}


def _z_score(axis: FloatArray) -> FloatArray:
    if axis.min() >= 0 and axis.max() <= 1:
        edge = 0.5 / len(axis)
        turned = ndtri(np.clip(axis, edge, 1 - edge))
        axis = turned if np.ptp(turned) > 0 else axis
    away = axis - axis.min()
    away = away / away.max()  # squares of small differences would be 0
    ordered = np.sort(away)
    return (away - ordered.mean()) / ordered.std()


def _step(axis: FloatArray) -> float:
    steps = np.diff(np.unique(axis))
    return float(np.median(steps)) if len(steps) else 0.0


def _bic(rows: FloatArray, n_states: int, least: float) -> float:
    model = GaussianMixture(
        n_states, reg_covar=least, n_init=N_STARTS, max_iter=500, random_state=0
    )
    return float(model.fit(rows).bic(rows))
