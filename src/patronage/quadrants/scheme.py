"""Two axes, two cuts, four segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClusterMixin, clone
from sklearn.utils.validation import check_is_fitted, validate_data

from patronage.errors import ConfigError
from patronage.quadrants import report
from patronage.quadrants.cuts import MedianCut
from patronage.segments import KEY, UNASSIGNED, Membership, SegmentScheme

if TYPE_CHECKING:
    from patronage.loggable import Loggable
    from patronage.quadrants.axis import WeightedAxis
    from patronage.segments import FloatArray, IntArray, Purpose, SegmentName

N_QUADRANTS = 4


class Quadrants(ClusterMixin, BaseEstimator):
    """Cut every column in two and number the corners in binary.

    Of two columns, 0 is low on both, 1 high on the second alone, 2 high on the first
    alone, 3 high on both (attitude and repeat: none, inertia, latent, true).

    Parameters
    ----------
    cut : estimator, default MedianCut()
        Fitted on each column by itself; `predict` gives 1 for high.
    """

    def __init__(self, cut: BaseEstimator | None = None) -> None:
        self.cut = cut

    def fit(self, X: Any, y: object = None) -> Self:
        """Find both cuts, on rows that are known in that column."""
        X = validate_data(self, X, dtype=np.float64, ensure_all_finite="allow-nan")
        model = MedianCut() if self.cut is None else self.cut
        self.cuts_ = [clone(model).fit(column) for column in X.T]
        self.labels_ = self._corner(X)
        return self

    def predict(self, X: Any) -> IntArray:
        """Return each row's quadrant; -1 where an axis is NaN."""
        check_is_fitted(self)
        if len(X) == 0:
            return np.empty(0, np.int64)
        options = {"dtype": np.float64, "ensure_all_finite": "allow-nan"}
        return self._corner(validate_data(self, X, reset=False, **options))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def _corner(self, X: FloatArray) -> IntArray:
        corner = np.zeros(len(X), np.int64)
        for cut, column in zip(self.cuts_, X.T, strict=True):
            corner = 2 * corner + cut.predict(column)
        return np.where(np.isnan(X).any(1), UNASSIGNED, corner)


class QuadrantScheme(SegmentScheme):
    """Place customers by two axes (Dick & Basu 1994, JAMS 22:99, fig. 2).

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    first, second : WeightedAxis
        For loyalty: relative attitude, and repeat purchase.
    segment_names : sequence of SegmentName
        Names of the four corners, in the order of `Quadrants`.
    cut : estimator, default MedianCut()
        How each axis is cut.
    min_tenure : float
        Customers with fewer expected purchase cycles of tenure are "new", not low.
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        first: WeightedAxis,
        second: WeightedAxis,
        segment_names: Sequence[SegmentName],
        *,
        cut: BaseEstimator | None = None,
        min_tenure: float = 1.0,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.first = first
        self.second = second
        self.segment_names = segment_names
        self.cut = cut
        self.min_tenure = min_tenure

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Fit the axes, then the cuts, on customers with status "ok"."""
        if len(self.segment_names) != N_QUADRANTS:
            found = len(self.segment_names)
            raise ConfigError(f"{self.name}: quadrants have 4 names; got {found}.")
        known = features[features["status"] == "ok"]
        self.axes_ = [clone(axis).fit(known) for axis in (self.first, self.second)]
        gaps = known.get("interpurchase_days_mean", pd.Series(dtype=float)).dropna()
        self.cycle_days_ = float(gaps.median()) if len(gaps) else 0.0
        self.n_segments_ = N_QUADRANTS if self.measurable_ else 0
        if self.measurable_:
            scores = self.scores(known)[~self._new(known)]
            self.quadrants_ = Quadrants(self.cut).fit(scores)
        return self

    @property
    def measurable_(self) -> bool:
        """Whether the source has evidence for both axes."""
        return all(axis.measurable_ for axis in self.axes_)

    def caveats(self, features: pd.DataFrame) -> list[str]:
        """Return sentences that must stand beside the quadrants."""
        return report.caveats(self, features)

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield the cuts, what the axes rest on, and how far they are distinct."""
        return report.report(self, features)

    @property
    def cuts_(self) -> list[float]:
        """Where the axes are cut."""
        return [cut.cut_ for cut in self.quadrants_.cuts_]

    def scores(self, features: pd.DataFrame) -> FloatArray:
        """Both axes, one column each, 0 to 1; NaN where evidence is missing."""
        return np.column_stack([axis.transform(features) for axis in self.axes_])

    def axes(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return the table `axes`."""
        attitude, repeat = self.scores(features).T
        return features[KEY].assign(
            attitude=attitude,
            repeat=repeat,
            attitude_source=np.where(np.isfinite(attitude), "proxy", "missing"),
            repeat_source=np.where(np.isfinite(repeat), "purchases", "missing"),
        )

    @property
    def used_columns(self) -> list[str]:
        """The columns that the axes are made of."""
        return [column for axis in self.axes_ for column in axis.references_]

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; the margin is the smaller distance to a cut, 0 to 1."""
        n = len(features)
        nothing = np.full(n, np.nan)
        if not self.measurable_:
            none, why = np.full(n, UNASSIGNED), np.full(n, "not_measurable")
            return Membership(
                segment=none, status=why, probability=nothing, margin=nothing
            )
        scores, new = self.scores(features), self._new(features)
        segment = np.where(new, UNASSIGNED, self.quadrants_.predict(scores))
        missing = np.where(new, "new", "unknown")
        margin = np.abs(scores - self.cuts_).min(1)
        return Membership(
            segment=segment,
            status=np.where(segment == UNASSIGNED, missing, "ok"),
            probability=nothing,
            margin=np.where(segment == UNASSIGNED, np.nan, margin),
        )

    def _new(self, features: pd.DataFrame) -> np.ndarray:
        """Who has not been a customer for long enough to have come back."""
        if "tenure_days" not in features:
            return np.zeros(len(features), dtype=bool)
        tenure = features["tenure_days"].to_numpy(np.float64)
        return tenure < self.min_tenure * self.cycle_days_
