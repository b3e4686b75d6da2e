"""Shares of a movement table, and how far they can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse.csgraph import connected_components
from scipy.stats import beta, chi2

from patronage.arithmetic import ratio

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

PRIOR = 0.5
LOW, HIGH = 0.025, 0.975


class Symmetry(NamedTuple):
    """Chi squared, pairs of states between which anybody moved, and the p-value."""

    statistic: float
    df: int
    p_value: float


def row_shares(counts: IntArray | FloatArray) -> FloatArray:
    """Divide each row by its sum; NaN where it is 0: of nobody nothing is known."""
    return ratio(counts, counts.sum(1, keepdims=True))


def credible(counts: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return the bounds of 95 % credible intervals of the shares of each row.

    The posterior of a row is Dirichlet with 1/2 added to each count (Jeffreys), that
    of each share Beta; NaN in rows without customers.
    """
    rows, columns = counts.sum(1, keepdims=True), counts.shape[1]
    a = np.where(rows > 0, counts + PRIOR, np.nan)
    b = rows - counts + PRIOR * (columns - 1)
    return beta.ppf(LOW, a, b), beta.ppf(HIGH, a, b)


def shorrocks(shares: FloatArray) -> float | None:
    """Return mobility (K - trace) / (K - 1) (Shorrocks 1978, Econometrica 46:1013).

    0 where nobody moves, 1 where the state before tells nothing. States that nobody
    was in do not count; None with fewer than two.
    """
    stay = np.diag(shares)[np.isfinite(shares).all(1)]
    n = len(stay)
    return float((n - stay.sum()) / (n - 1)) if n > 1 else None


def agreement(counts: IntArray | FloatArray) -> float | None:
    """Return the share of the customers who stayed, None without any."""
    return float(np.trace(counts) / counts.sum()) if counts.sum() else None


def kappa(counts: IntArray) -> float | None:
    """Return agreement beyond chance (Cohen 1960); None where chance explains all."""
    n = counts.sum()
    expected = float(counts.sum(1) @ counts.sum(0) / n**2) if n else 1.0
    if expected == 1.0:
        return None
    return float((np.trace(counts) / n - expected) / (1 - expected))


def bowker(counts: IntArray) -> Symmetry | None:
    """Test whether as many went each way as came back (Bowker 1948, JASA 43:572).

    None where nobody moved.
    """
    pairs = np.triu_indices_from(counts, 1)
    there, back = counts[pairs], counts.T[pairs]
    moved = there + back > 0
    df = int(moved.sum())
    if df == 0:
        return None
    terms = (there - back)[moved] ** 2 / (there + back)[moved]
    statistic = float(terms.sum())
    return Symmetry(statistic, df, float(chi2.sf(statistic, df)))


def stationary(shares: FloatArray) -> FloatArray | None:
    """Return where customers end up if they move like this for ever.

    None unless every state can be reached from every other (irreducible): only then
    there is one such distribution.
    """
    if not np.isfinite(shares).all():
        return None
    parts, _ = connected_components(shares > 0, connection="strong")
    if parts > 1:
        return None
    k = len(shares)
    equations = np.vstack([shares.T - np.eye(k), np.ones(k)])
    found = np.linalg.lstsq(equations, np.append(np.zeros(k), 1.0), rcond=None)[0]
    return np.maximum(found, 0.0)
