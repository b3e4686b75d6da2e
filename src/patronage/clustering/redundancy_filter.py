"""Drop the columns that say nothing, or nothing new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.stats import rankdata
from sklearn.base import BaseEstimator
from sklearn.feature_selection import SelectorMixin
from sklearn.utils.validation import check_is_fitted, validate_data

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray


class RedundancyFilter(SelectorMixin, BaseEstimator):
    """Keep a column if it varies and no earlier kept one has the same order.

    Dropped is what is constant, what has one value for more than `max_mode_share` of
    the rows, and what has a rank correlation beyond `max_correlation` (Spearman) with
    an earlier column. `dropped_` gives the reason by position; `{3}` in a reason
    stands for the name of column 3.
    """

    def __init__(
        self, *, max_mode_share: float = 0.99, max_correlation: float = 0.9
    ) -> None:
        self.max_mode_share = max_mode_share
        self.max_correlation = max_correlation

    def fit(self, X: FloatArray, y: object = None) -> Self:
        """Learn which columns to keep, the first of each kind first."""
        X = validate_data(self, X, dtype=np.float64)
        still = _still(X, self.max_mode_share)
        varying = [j for j in range(X.shape[1]) if j not in still]
        repeated = _repeated(X, varying, self.max_correlation)
        self.dropped_ = {**still, **repeated}
        self.support_ = np.array(
            [j not in self.dropped_ for j in range(X.shape[1])], dtype=bool
        )
        return self

    def _get_support_mask(self) -> NDArray[np.bool_]:
        check_is_fitted(self)
        return self.support_


def _still(X: FloatArray, max_mode_share: float) -> dict[int, str]:
    shares = {j: _mode_share(column) for j, column in enumerate(X.T)}
    return {
        j: "constant" if share == 1 else f"{share:.1%} have the same value"
        for j, share in shares.items()
        if share > max_mode_share
    }


def _mode_share(column: FloatArray) -> float:
    if np.ptp(column) <= 1e-12 * np.abs(column).max():
        return 1.0
    return float(np.unique_counts(column).counts.max() / len(column))


def _repeated(
    X: FloatArray, columns: list[int], max_correlation: float
) -> dict[int, str]:
    if len(columns) < 2:
        return {}
    spearman = np.abs(np.corrcoef(rankdata(X[:, columns], axis=0), rowvar=False))
    kept: list[int] = []
    reasons = {}
    for at, column in enumerate(columns):
        partner = next((k for k in kept if spearman[at, k] > max_correlation), None)
        if partner is None:
            kept.append(at)
            continue
        reasons[column] = _same_order(spearman[at, partner], columns[partner])
    return reasons


def _same_order(correlation: float, partner: int) -> str:
    return f"|Spearman| {correlation:.2f} with {{{partner}}}"
