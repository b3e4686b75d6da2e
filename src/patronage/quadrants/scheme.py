"""Two axes, two cuts, four segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import clone

from patronage.quadrants import report
from patronage.quadrants.axis import BLOCK
from patronage.quadrants.corners import N_QUADRANTS, corners
from patronage.quadrants.cut_bootstrap import CutBootstrap
from patronage.quadrants.drawn_cuts import cuts_of_draws
from patronage.quadrants.explained import Explained
from patronage.quadrants.nowhere import nowhere
from patronage.quadrants.posterior import Posterior, joined, nothing, posterior
from patronage.quadrants.scheme_settings import check_settings
from patronage.segments import (
    BORDERLINE,
    KEY,
    UNASSIGNED,
    Asks,
    Beside,
    Explanation,
    Membership,
    SegmentScheme,
)

if TYPE_CHECKING:
    from patronage.loggable import Loggable
    from patronage.quadrants.axis import Axis
    from patronage.quadrants.cuts import Cut
    from patronage.quadrants.support import Support
    from patronage.segments import FloatArray, IntArray, Purpose, SegmentName


class QuadrantScheme(SegmentScheme):
    """Place customers by two axes (Dick & Basu 1994, JAMS 22:99, fig. 2).

    A customer's quadrant is the likeliest one, given what little the axes rest on and
    how far the cuts would move had other customers been met: `n_draws` times, both
    scores and both cuts are drawn. Axes and cuts are frozen at fit.

    Parameters
    ----------
    name : str
        The scheme's name.
    purpose : Purpose
        Why it exists.
    first, second : Axis
        For loyalty: relative attitude, and repeat purchase.
    segment_names : sequence of SegmentName
        Names of the four corners, in the order of `Quadrants`.
    axis_labels : sequence of SegmentName, optional
        What the axes are called in figures; their names if None.
    cut : Cut, default AutomaticCut()
        How the axes are cut.
    first_cut, second_cut : Cut, optional
        How one of them is cut otherwise.
    min_tenure : float
        Customers with fewer expected purchase cycles of tenure are "new", not low.
    n_draws : int
        Draws per customer.
    n_cut_bootstraps : int
        Samples of customers that each cut is found in again.
    borderline : float
        Below this probability of the likeliest quadrant, the status is "borderline".
    random_state : int
        Seed of the samples; the axes have their own.

    >>> scheme = study.scheme("loyalty")
    >>> isinstance(scheme, QuadrantScheme), [each.key for each in scheme.segment_names]
    (True, ['none', 'inertia', 'latent', 'true'])
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        purpose: Purpose,
        first: Axis,
        second: Axis,
        segment_names: Sequence[SegmentName],
        *,
        axis_labels: Sequence[SegmentName] | None = None,
        cut: Cut | None = None,
        first_cut: Cut | None = None,
        second_cut: Cut | None = None,
        min_tenure: float = 1.0,
        n_draws: int = 200,
        n_cut_bootstraps: int = 500,
        borderline: float = 0.60,
        random_state: int = 0,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.first = first
        self.second = second
        self.segment_names = segment_names
        self.axis_labels = axis_labels
        self.cut = cut
        self.first_cut = first_cut
        self.second_cut = second_cut
        self.min_tenure = min_tenure
        self.n_draws = n_draws
        self.n_cut_bootstraps = n_cut_bootstraps
        self.borderline = borderline
        self.random_state = random_state

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Fit the axes, then the cuts, on customers with status "ok".

        Raises
        ------
        ConfigError
            If there are not four names, the axes are called alike, or a setting is
            out of its range.
        """
        check_settings(self)
        known = features[features["status"] == "ok"]
        self.axes_ = [clone(axis).fit(known) for axis in (self.first, self.second)]
        gaps = known.get("interpurchase_days_mean", pd.Series(dtype=float)).dropna()
        self.cycle_days_ = float(gaps.median()) if len(gaps) else 0.0
        self.n_segments_ = N_QUADRANTS if self.measurable_ else 0
        if self.measurable_:
            self._cut(known[~self.is_new(known)])
        return self

    @property
    def measurable_(self) -> bool:
        """Whether the source has evidence for both axes."""
        return all(axis.measurable_ for axis in self.axes_)

    @property
    def axis_names(self) -> tuple[str, str]:
        """What the axes measure."""
        return self.first.name, self.second.name

    @property
    def cut_values_(self) -> list[float]:
        """Where the axes are cut."""
        return [cut.cut_ for cut in self.cuts_]

    @property
    def used_columns(self) -> list[str]:
        """The columns that the axes are made of."""
        return [column for axis in self.axes_ for column in axis.used_columns]

    @property
    def asks(self) -> Asks:
        """Those columns, and the one that tells who is new."""
        return Asks(columns=(*self.used_columns, "tenure_days"))

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Return sentences that must stand beside the quadrants."""
        return report.caveats(self, features, language)

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield the cuts, what the axes rest on, and what the data support."""
        return report.report(self, features)

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Return of each row how it stands to the cuts, and which is missed least."""
        return Explained(self, features, language).explanations()

    def support(self, features: pd.DataFrame) -> Support:
        """Test whether the data support two axes and four quadrants."""
        return report.tested(self, features)

    def scores(self, features: pd.DataFrame) -> FloatArray:
        """Both axes, one column each; NaN where evidence is missing."""
        return np.column_stack([axis.transform(features) for axis in self.axes_])

    def posterior(self, features: pd.DataFrame) -> Posterior:
        """How likely each quadrant is, block by block of customers; NaN if unknown."""
        if not self.measurable_:
            return nothing(len(features))
        starts = range(0, len(features), BLOCK)
        blocks = (features.iloc[at : at + BLOCK] for at in starts)
        return joined([self._posterior(block) for block in blocks])

    def axes(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return the table `axes`: score, error and source of each customer."""
        scores, errors = self.scores(features), self.posterior(features).error
        table = features[KEY].reset_index(drop=True)
        for axis, score, error in zip(self.axes_, scores.T, errors.T, strict=True):
            table[axis.name] = score
            table[f"{axis.name}_error"] = error
            table[f"{axis.name}_source"] = axis.sources(features)
        return table

    def memberships(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return the table `memberships`: who is placed, four rows each."""
        active = features[features["status"] == "ok"]
        placed = active[self._point(active) != UNASSIGNED]
        probability = self.posterior(placed).probability
        return pd.DataFrame(
            {
                **{name: placed[name].repeat(N_QUADRANTS).to_numpy() for name in KEY},
                "segment": np.tile(np.arange(N_QUADRANTS), len(placed)),
                "probability": probability.ravel(),
            }
        )

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers; the margin is how far the likeliest quadrant is ahead."""
        if not self.measurable_:
            return nowhere(len(features))
        found, point = self.posterior(features), self._point(features)
        placed = point != UNASSIGNED
        segment = np.where(placed, found.official(point.clip(0)), UNASSIGNED)
        sure = np.where(found.most_likely < self.borderline, BORDERLINE, "ok")
        missing = np.where(self.is_new(features), "new", "unknown")
        return Membership(
            segment=segment,
            status=np.where(placed, sure, missing),
            probability=np.where(placed, found.most_likely, np.nan),
            margin=np.where(placed, found.lead, np.nan),
        )

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return the second likeliest quadrant, and how far it is behind."""
        if not self.measurable_:
            return super().beside(features)
        found, point = self.posterior(features), self._point(features)
        return found.behind(found.official(point.clip(0)))

    def _point(self, features: pd.DataFrame) -> IntArray:
        """The quadrant of the scores as they stand; -1 for who is new or unknown."""
        if not self.measurable_:
            return np.full(len(features), UNASSIGNED)
        corner = corners(self.scores(features), self.cuts_)
        return np.where(self.is_new(features), UNASSIGNED, corner)

    def _posterior(self, block: pd.DataFrame) -> Posterior:
        draws = [axis.draws(block, self.n_draws) for axis in self.axes_]
        return posterior(draws, self.drawn_cuts_)

    def _cut(self, placed: pd.DataFrame) -> None:
        """Cut the scores, and the draws at a cut for each of them."""
        scores = self.scores(placed).T
        given = zip((self.first_cut, self.second_cut), scores, strict=True)
        self.cuts_ = [
            CutBootstrap(
                cut or self.cut,
                n_bootstraps=self.n_cut_bootstraps,
                random_state=2 * self.random_state + place,
            ).fit(column)
            for place, (cut, column) in enumerate(given)
        ]
        self.drawn_cuts_ = [
            cuts_of_draws(axis, np.resize(cut.draws_, self.n_draws), placed)
            for axis, cut in zip(self.axes_, self.cuts_, strict=True)
        ]

    def is_new(self, features: pd.DataFrame) -> NDArray[np.bool_]:
        """Mark who has not been a customer for long enough to have come back."""
        if "tenure_days" not in features:
            return np.zeros(len(features), dtype=bool)
        tenure = features["tenure_days"].to_numpy(np.float64)
        return tenure < self.min_tenure * self.cycle_days_
