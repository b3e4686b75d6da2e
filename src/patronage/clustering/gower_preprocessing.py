"""Numbers, ordered and other categories in one matrix, for Gower's distance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from patronage.clustering.columns import Columns, columns
from patronage.clustering.layout import Layout, categories
from patronage.clustering.levels import Levels
from patronage.clustering.winsorizer import quantiles
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class GowerPreprocessing(TransformerMixin, BaseEstimator):
    """Scale every column to differences of 0 to 1 (Gower 1971; as R's `daisy`).

    Numbers are divided by their range, ordered categories by the range of their ranks;
    other categories become columns of levels, 0 or ½. Then the sum of absolute
    differences over the number of columns that both have is Gower's distance. Missing
    is NaN, and stays so. Each column is multiplied by 1 over the columns in its block.

    Parameters
    ----------
    blocks, denied
        As for `Preprocessing`.
    lower, upper
        The range runs between these quantiles; values beyond are pulled in.
    """

    def __init__(
        self,
        blocks: Mapping[str, Sequence[str]],
        denied: Sequence[str] = (),
        *,
        lower: float = 0.0,
        upper: float = 1.0,
    ) -> None:
        self.blocks = blocks
        self.denied = denied
        self.lower = lower
        self.upper = upper

    def fit(self, X: pd.DataFrame, y: object = None) -> Self:
        """Learn the ranges and the levels.

        Raises
        ------
        ConfigError
            If a column is sensitive or a date, or none is in the table.
        QualityError
            If there are no rows, a value is infinite, or no column varies.
        """
        self.kinds_: Columns = columns(X, self.blocks, self.denied)
        self.columns_ = [*self.kinds_.ranked, *self.kinds_.names]
        self.steps_: dict[str, Any] = {}
        ranks = self.kinds_.ranks(X).to_numpy(np.float64, na_value=np.nan)
        self._learn_ranges(ranks)
        self.levels_ = Levels().fit(X[[*self.kinds_.names]])
        self._arrange()
        return self

    def transform(self, X: pd.DataFrame) -> FloatArray:
        """Return the weighted matrix: first what has an order, then the levels.

        Raises
        ------
        InputError
            If the table lacks a column that was fitted.
        """
        check_is_fitted(self)
        ranks = self.kinds_.ranks(X).to_numpy(np.float64, na_value=np.nan)
        ranks = np.clip(ranks[:, self.varies_], self.lower_, self.upper_)
        ordered = (ranks - self.lower_) / (self.upper_ - self.lower_)
        return np.hstack([ordered, self._halves(X)]) * self.scale_

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """Return the names of the matrix's columns."""
        check_is_fitted(self)
        return np.array(self.names_, dtype=object)

    def _learn_ranges(self, ranks: FloatArray) -> None:
        bounds = [_bounds(column, self.lower, self.upper) for column in ranks.T]
        lower, upper = np.array(bounds).reshape(-1, 2).T
        self.varies_ = np.flatnonzero(upper > lower)
        self.lower_, self.upper_ = lower[self.varies_], upper[self.varies_]

    def _halves(self, X: pd.DataFrame) -> FloatArray:
        halves = self.levels_.transform(X) / 2
        kept = self.levels_.levels_
        missing = X[[*kept]].isna().to_numpy()
        widths = [len(levels) for levels in kept.values()]
        return np.where(np.repeat(missing, widths, axis=1), np.nan, halves)

    def _arrange(self) -> None:
        """Learn what the columns of the matrix are, and their weights."""
        ordered = [self.kinds_.ranked[at] for at in self.varies_]
        widths = [len(levels) for levels in self.levels_.levels_.values()]
        used = [*ordered, *self.levels_.levels_]
        lost = [name for name in self.columns_ if name not in used]
        self.dropped_ = {**self.kinds_.dropped, **dict.fromkeys(lost, "constant")}
        if not used:
            raise QualityError(
                "clustering: no column tells customers apart, there is one distinct "
                f"point: use k = 1 ({', '.join(lost)}: constant)."
            )
        counts = [1] * len(ordered) + widths
        blocks = [self.kinds_.block_of[name] for name in used]
        weights = np.array([1 / blocks.count(block) for block in blocks])
        self.names_ = [*ordered, *self.levels_.get_feature_names_out()]
        self.used_blocks_ = np.repeat(blocks, counts).tolist()
        self.scale_ = np.repeat(weights, counts)
        self.layout_ = Layout(
            category=categories(len(ordered), widths),
            weight=np.repeat(weights / counts, counts).tolist(),
        )


def _bounds(column: FloatArray, lower: float, upper: float) -> tuple[float, float]:
    present = column[~np.isnan(column)]
    if not present.size:
        return 0.0, 0.0
    low, high = quantiles(present, lower, upper)
    return float(low), float(high)
