"""The many who have nothing of a kind, as a segment by rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from pandas.api.types import is_numeric_dtype
from sklearn.base import BaseEstimator, clone
from sklearn.utils.validation import check_is_fitted

from patronage.clustering.sensitive import refuse_sensitive
from patronage.errors import ConfigError, InputError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from patronage.segments import SegmentName


class Aside(BaseEstimator):
    """Set customers aside whose `column` is at most `at_most`, if they are many.

    One value that a large share of customers has (no repeat purchase, nothing spent)
    is a point to which every clusterer gives a cluster of its own, and whose
    tightness then passes for structure. By rule that segment is named, and the
    clusters tell the rest apart. Whether the rule holds is learned at fit: it does if
    more than `min_share` of the customers come under it, but not all of them.
    Newcomers are placed by the same rule. A missing value does not come under it.

    Parameters
    ----------
    column
        A number of the feature table.
    segment_name
        What the segment is called.
    """

    def __init__(
        self,
        *,
        column: str,
        segment_name: SegmentName,
        at_most: float = 0.0,
        min_share: float = 0.2,
    ) -> None:
        self.column = column
        self.segment_name = segment_name
        self.at_most = at_most
        self.min_share = min_share

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn whether enough customers come under the rule.

        Raises
        ------
        ConfigError
            If the column is sensitive or no number, or the table lacks it.
        """
        refuse_sensitive([self.column])
        if self.column not in features:
            raise ConfigError(
                f"clustering: aside needs a column of the features; there is no "
                f"'{self.column}'."
            )
        if not is_numeric_dtype(features[self.column]):
            raise ConfigError(
                f"clustering: aside needs a column of numbers; got '{self.column}'."
            )
        under = self._is_under(features)
        self.share_ = float(under.mean()) if len(under) else 0.0
        self.n_ = int(under.sum())
        self.holds_ = self.min_share < self.share_ < 1
        return self

    def mask(self, features: pd.DataFrame) -> NDArray[np.bool_]:
        """Say who comes under the rule.

        Raises
        ------
        InputError
            If the table lacks the column.
        """
        check_is_fitted(self)
        if self.column not in features:
            raise InputError(f"features: '{self.column}' is missing.")
        return self._is_under(features)

    def learned(self, features: pd.DataFrame, denied: Sequence[str]) -> Self | None:
        """Return a fitted copy where the rule holds, else None.

        Raises
        ------
        ConfigError
            As by `fit`, and if the column is one of those `denied`.
        """
        refuse_sensitive([self.column], denied)
        fitted = clone(self).fit(features)
        return fitted if fitted.holds_ else None

    @property
    def sentence(self) -> str:
        """How many are set aside, and why."""
        return (
            f"{self.share_:.0%} of the customers ({self.n_:,}) are the segment "
            f"'{self.segment_name.en}' by rule, {self.column} being at most "
            f"{self.at_most:g}; the clusters are of the rest."
        )

    def _is_under(self, features: pd.DataFrame) -> NDArray[np.bool_]:
        values = features[self.column].to_numpy(np.float64, na_value=np.nan)
        return np.asarray(values <= self.at_most)


def set_aside(rule: Aside | None, features: pd.DataFrame) -> NDArray[np.bool_]:
    """Mark whom a fitted rule sets aside; nobody without one."""
    if rule is None:
        return np.zeros(len(features), dtype=bool)
    return rule.mask(features)
