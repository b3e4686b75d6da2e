"""Numbers and categories in one matrix, for k-prototypes and other Euclideans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from patronage.clustering.columns import Columns, columns
from patronage.clustering.layout import Layout, categories
from patronage.clustering.levels import MISSING, Levels
from patronage.clustering.preprocessing import INDICATOR, Preprocessing
from patronage.clustering.rows import sorted_rows
from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class MixedPreprocessing(TransformerMixin, BaseEstimator):
    """Put numbers through the steps, and categories beside them as columns of levels.

    Columns of levels are 0 or sqrt(γ / 2), so that the squared distance of two rows is
    that of their numbers plus γ for each category in which they differ: Huang's (1998)
    cost. Ordered categories count as numbers, by their ranks. A missing category is a
    level of its own; a level that was not seen at fit is equally far from all.

    As in `Preprocessing` every block adds the same to the mean squared distance.

    Parameters
    ----------
    blocks, steps, denied
        As for `Preprocessing`.
    gamma
        None for half the mean standard deviation of the scaled numbers (Huang 1998);
        without numbers 1.
    """

    def __init__(
        self,
        blocks: Mapping[str, Sequence[str]],
        steps: Mapping[str, Any],
        denied: Sequence[str] = (),
        gamma: float | None = None,
    ) -> None:
        self.blocks = blocks
        self.steps = steps
        self.denied = denied
        self.gamma = gamma

    def fit(self, X: pd.DataFrame, y: object = None) -> Self:
        """Learn the steps, the levels and γ.

        Raises
        ------
        ConfigError
            If a column is sensitive or a date, or none is in the table.
        QualityError
            If there are no rows, a value is infinite, or nothing varies.
        """
        self.kinds_: Columns = columns(X, self.blocks, self.denied)
        self.columns_ = [*self.kinds_.ranked, *self.kinds_.names]
        self.dropped_ = dict(self.kinds_.dropped)
        self.levels_ = Levels().fit(self._named(X))
        constant = set(self.kinds_.names) - set(self.levels_.levels_)
        self.dropped_.update(dict.fromkeys(sorted(constant), "constant"))
        numbers = self._learn_numbers(self.kinds_.ranks(X))
        self.gamma_ = _usual_gamma(numbers) if self.gamma is None else self.gamma
        self._arrange()
        self._weigh(np.hstack([numbers, self.levels_.transform(self._named(X))]))
        return self

    def transform(self, X: pd.DataFrame) -> FloatArray:
        """Return the weighted matrix: first the numbers, then the levels.

        Raises
        ------
        InputError
            If the table lacks a column that was fitted.
        """
        check_is_fitted(self)
        numbers = self._numbers(self.kinds_.ranks(X))
        return (
            np.hstack([numbers, self.levels_.transform(self._named(X))]) * self.scale_
        )

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """Return the names of the matrix's columns."""
        check_is_fitted(self)
        return np.array(self.names_, dtype=object)

    def _named(self, X: pd.DataFrame) -> pd.DataFrame:
        named = X[[*self.kinds_.names]].astype("object")
        return named.where(named.notna(), MISSING)

    def _learn_numbers(self, ranks: pd.DataFrame) -> FloatArray:
        self.numbers_: Preprocessing | None = None
        if not self.kinds_.ranked:
            return self._numbers(ranks)
        # In one block, so that only the steps speak; the blocks are weighed below.
        numbers = Preprocessing({"": self._by_priority()}, self.steps)
        if self._varies(numbers, ranks):
            self.numbers_ = numbers
        self.dropped_.update(numbers.dropped_)
        return self._numbers(ranks)

    def _varies(self, numbers: Preprocessing, ranks: pd.DataFrame) -> bool:
        """Fit the steps; where no number varies the categories have to."""
        try:
            numbers.fit(ranks)
        except QualityError:
            if not self.levels_.levels_:
                raise
            return False
        return True

    def _by_priority(self) -> list[str]:
        asked = [name for each in self.blocks.values() for name in each]
        return [name for name in asked if name in set(self.kinds_.ranked)]

    def _numbers(self, ranks: pd.DataFrame) -> FloatArray:
        if self.numbers_ is None:
            return np.empty((len(ranks), 0))
        return self.numbers_.transform(ranks) / self.numbers_.weights_

    def _arrange(self) -> None:
        """Learn what the columns of the matrix are."""
        numbers = [] if self.numbers_ is None else self.numbers_.names_
        self.steps_ = {} if self.numbers_ is None else self.numbers_.steps_
        self.names_ = [*numbers, *self.levels_.get_feature_names_out()]
        widths = [len(levels) for levels in self.levels_.levels_.values()]
        plain = [name.removesuffix(INDICATOR) for name in numbers]
        self.used_blocks_ = [
            self.kinds_.block_of[name]
            for name in [*plain, *np.repeat([*self.levels_.levels_], widths)]
        ]
        self.layout_ = Layout(
            category=categories(len(numbers), widths), weight=[1.0] * len(self.names_)
        )

    def _weigh(self, matrix: FloatArray) -> None:
        """Learn what the columns are multiplied by: their unit over their block's."""
        is_level = np.array(self.layout_.category) >= 0
        unit = np.where(is_level, np.sqrt(self.gamma_ / 2), 1.0)
        variance = (matrix[sorted_rows(matrix)] * unit).var(axis=0)
        blocks = np.array(self.used_blocks_)
        total = np.array([variance[blocks == block].sum() for block in blocks])
        self.scale_ = unit / np.sqrt(np.where(total > 0, total, 1.0))


def _usual_gamma(numbers: FloatArray) -> float:
    """Return half the mean standard deviation; 1 where there are no numbers."""
    if not numbers.size:
        return 1.0
    return float(numbers[sorted_rows(numbers)].std(axis=0).mean() / 2)
