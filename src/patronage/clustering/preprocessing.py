"""A feature table into the matrix that customers are clustered by."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.utils.validation import check_is_fitted

from patronage.clustering.rates import is_rate
from patronage.clustering.rows import sorted_rows
from patronage.clustering.sensitive import refuse_sensitive
from patronage.errors import ConfigError, InputError, PatronageError, QualityError

if TYPE_CHECKING:
    from patronage.segments import FloatArray

INDICATOR = "_missing"
ABSENT = "not offered by this source"
LARGEST = 1e150  # beyond, variances overflow and the column would count for nothing


class Preprocessing(TransformerMixin, BaseEstimator):
    """Select columns, put them through the steps, and weigh the blocks equally.

    After the steps each column is divided by the root of its block's summed variance
    (`sqrt(columns in the block)` where all have variance 1), so that every block adds
    the same to the mean squared distance of two customers. Nothing depends on the
    order of the rows. What was left out is in `dropped_`, by name, with the reason;
    columns that the table lacks are left out likewise, since not every source offers
    every column.

    Parameters
    ----------
    blocks
        Columns by block, in order of priority: of two that say the same, the first
        stays.
    steps
        Transformers of a float matrix, by name, in order. One with a setting `rates`
        is told the positions of the columns whose name says so.
    denied
        Words that no column's name may hold, besides those of `sensitive`.
    """

    def __init__(
        self,
        blocks: Mapping[str, Sequence[str]],
        steps: Mapping[str, Any],
        denied: Sequence[str] = (),
    ) -> None:
        self.blocks = blocks
        self.steps = steps
        self.denied = denied

    def fit(self, X: pd.DataFrame, y: object = None) -> Self:
        """Learn every step from the rows of a feature table.

        Raises
        ------
        ConfigError
            If a column is sensitive, is not a number, or none is in the table.
        QualityError
            If there are no rows, a value is infinite or beyond 1e150, or no column
            varies.
        """
        self.dropped_: dict[str, str] = {}
        self.columns_ = self._offered(X)
        if X.empty:
            raise QualityError("clustering needs customers with evidence; got none.")
        matrix = _matrix(X, self.columns_)
        scaled = self._learn_steps(matrix[sorted_rows(matrix)])
        self.weights_ = self._block_weights(scaled)
        return self

    def transform(self, X: pd.DataFrame) -> FloatArray:
        """Return the weighted matrix, a row per row of the table.

        Raises
        ------
        InputError
            If the table lacks a column that the steps were fitted on.
        PatronageError
            If a step made a value that is not finite.
        """
        check_is_fitted(self)
        lacking = [f"'{name}'" for name in self.columns_ if name not in X]
        if lacking:
            raise InputError(f"features: {', '.join(lacking)} is missing.")
        if X.empty:
            return np.empty((0, len(self.names_)))
        matrix = _matrix(X, self.columns_)
        for step in self.steps_.values():
            matrix = step.transform(matrix)
        _assert_finite(matrix, self.names_)
        return matrix * self.weights_

    def get_feature_names_out(self, input_features: object = None) -> Any:
        """Return the names of the matrix's columns."""
        check_is_fitted(self)
        return np.array(self.names_, dtype=object)

    def _offered(self, X: pd.DataFrame) -> list[str]:
        asked = list(self._block_of())
        refuse_sensitive(asked, self.denied)
        self.dropped_.update({n: _absent(n, X) for n in asked if n not in X})
        offered = [name for name in asked if name in X]
        if not offered:
            raise ConfigError(
                f"clustering: none of the columns asked for is in the feature table; "
                f"asked were {', '.join(asked)}; preprocessing.blocks names others."
            )
        return offered

    def _block_of(self) -> dict[str, str]:
        pairs = self.blocks.items()
        return {column: block for block, columns in pairs for column in columns}

    def _learn_steps(self, matrix: FloatArray) -> FloatArray:
        self.names_ = list(self.columns_)
        self.steps_: dict[str, Any] = {}
        for name, step in self.steps.items():
            self.steps_[name] = _told_rates(clone(step), self.names_).fit(matrix)
            self._rename(self.steps_[name])
            matrix = self.steps_[name].transform(matrix)
        return matrix

    def _rename(self, step: Any) -> None:
        for column, reason in getattr(step, "dropped_", {}).items():
            self.dropped_[self.names_[column]] = reason.format(*self.names_)
        names = np.array(self.names_, dtype=object)
        self.names_ = [str(name) for name in step.get_feature_names_out(names)]
        if not self.names_:
            why = "; ".join(f"{name}: {text}" for name, text in self.dropped_.items())
            raise QualityError(
                f"clustering: no column tells customers apart, there is one distinct "
                f"point: use k = 1 ({why})."
            )

    def _block_weights(self, scaled: FloatArray) -> FloatArray:
        block_of = self._block_of()
        self.used_blocks_ = [
            block_of.get(name, block_of.get(name.removesuffix(INDICATOR), ""))
            for name in self.names_
        ]
        blocks = np.array(self.used_blocks_)
        variance = _variance(scaled)
        total = np.array([variance[blocks == block].sum() for block in blocks])
        return 1 / np.sqrt(np.where(total > 0, total, 1.0))


def _told_rates(step: Any, names: list[str]) -> Any:
    if "rates" not in step.get_params():
        return step
    return step.set_params(rates=[j for j, name in enumerate(names) if is_rate(name)])


def _variance(scaled: FloatArray) -> FloatArray:
    """Return each column's variance, 0 for one that differs by rounding only."""
    variance = scaled.var(axis=0)
    varies = np.sqrt(variance) > 1e-12 * np.abs(scaled).max(axis=0)
    return np.where(varies, variance, 0.0)


def _assert_finite(matrix: FloatArray, names: list[str]) -> None:
    broken = ~np.isfinite(matrix).all(axis=0)
    if broken.any():
        columns = ", ".join(np.array(names)[broken])
        raise PatronageError(
            f"preprocessing: a step made NaN or infinity of finite values in {columns}."
        )


def _absent(name: str, X: pd.DataFrame) -> str:
    close = difflib.get_close_matches(name, [str(c) for c in X], n=1, cutoff=0.9)
    hint = f" (found: '{close[0]}', did you mean it?)" if close else ""
    return ABSENT + hint


def _matrix(X: pd.DataFrame, columns: list[str]) -> FloatArray:
    text = [c for c in columns if not _holds_numbers(X[c])]
    if text:
        raise ConfigError(f"only numbers can be clustered by; got {', '.join(text)}.")
    matrix = X[columns].to_numpy(np.float64, na_value=np.nan)
    _refuse(np.isinf(matrix), columns, "finite; got inf")
    _refuse(np.abs(matrix) > LARGEST, columns, f"within ±{LARGEST:g}; got larger ones")
    return matrix


def _holds_numbers(column: pd.Series) -> bool:
    """Say whether it does; one of which nothing is known, as of a newcomer, may."""
    unknown = column.dtype.kind == "O" and bool(column.isna().all())
    return unknown or pd.api.types.is_numeric_dtype(column)


def _refuse(bad: Any, columns: list[str], rule: str) -> None:
    if bad.any():
        names = ", ".join(np.array(columns)[bad.any(axis=0)])
        raise QualityError(f"features: values should be {rule} in {names}.")
