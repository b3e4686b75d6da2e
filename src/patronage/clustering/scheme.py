"""Segments found in the data, as a scheme like any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import check_is_fitted

from patronage.agreement import DISSOLVED
from patronage.clustering.aside import Aside, set_aside
from patronage.clustering.centres import Centres
from patronage.clustering.explained import Explained
from patronage.clustering.in_its_stead import in_its_stead
from patronage.clustering.layout import told
from patronage.clustering.left_out import kept_columns, left_out
from patronage.clustering.no_outcomes import refuse_outcomes
from patronage.clustering.numbering import Numbering, numbered, ranked_values
from patronage.clustering.placement import in_full
from patronage.clustering.preprocessing import Preprocessing
from patronage.clustering.report import report
from patronage.clustering.second_nearest import asks, beside
from patronage.clustering.selection import Selection
from patronage.clustering.served import served
from patronage.clustering.structure import Structure
from patronage.clustering.trust import is_promotable, reservations
from patronage.clustering.verdict import verdict, what_they_are
from patronage.segments import (
    UNASSIGNED,
    Asks,
    Beside,
    Explanation,
    Membership,
    Purpose,
    SegmentName,
    SegmentScheme,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patronage.clustering.structure import Meaning
    from patronage.loggable import Loggable
    from patronage.segments import FloatArray


class ClusterScheme(SegmentScheme):
    """Put customers who are alike into one segment.

    Segments are numbered by descending mean rank of `value` among their customers (by
    the first clustered column where the table has no such column), so 0 is the most
    valuable; ties go by centroid. Neither the order of the rows nor the customers'
    names matter. Everyone, those it was fitted on included, is placed by the frozen
    clusters, row by row; whom these leave out (noise) is "unassigned".

    A membership's `margin` is `(d2 - d1) / d2` for the distances to the nearest and
    second-nearest centroid, its `probability` NaN: distances are no probabilities.
    A mixture gives the posterior probability, and as margin its lead over the second.
    Where clusters were merged both are those of the nearest cluster in the segment.

    After `fit`: `pipeline_`, and from the selection `structure_` (natural,
    reproducible, constructive or none), `explanation_` and `selection_table_`. Of what
    is served, after merging and in the scheme's numbers: `refusals_` (what the gate
    misses, in words) and `verdict_`; `jaccard_` and `unstable_segments_` (a Jaccard
    below .60 over the bootstraps); `shares_` of the customers by segment.

    Parameters
    ----------
    clusterer
        Any scikit-learn clusterer that takes `n_clusters` or `n_components`.
    fallback
        A scheme whose segments are given, with status "no_structure", where the
        structure is none; by default the clusters are given all the same, and where
        there are none everyone is "unassigned".
    aside
        A rule for the many who have nothing of a kind: if it holds they are the last
        segment, and only the rest is clustered.
    merge_below
        Clusters with a smaller share of the clustered customers are joined to the
        nearest.

    >>> scheme = study.scheme("kmeans", "selection=fixed", "selection.n_clusters=3")
    >>> isinstance(scheme, ClusterScheme), scheme.selection.n_clusters, scheme.value
    (True, 3, 'monetary_total')
    """

    def __init__(  # noqa: PLR0913 - a scikit-learn constructor lists its settings
        self,
        *,
        name: str,
        purpose: Purpose | None,
        preprocessing: Preprocessing,
        clusterer: Any,
        selection: Selection,
        value: str = "monetary_total",
        fallback: SegmentScheme | None = None,
        aside: Aside | None = None,
        merge_below: float | None = None,
        n_jobs: int = 1,
        random_state: int = 0,
    ) -> None:
        self.name = name
        self.purpose = purpose
        self.preprocessing = preprocessing
        self.clusterer = clusterer
        self.selection = selection
        self.value = value
        self.fallback = fallback
        self.aside = aside
        self.merge_below = merge_below
        self.n_jobs = n_jobs
        self.random_state = random_state

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn the matrix, the number of segments and the segments.

        Raises
        ------
        ConfigError
            If the columns cannot be used, or `features` holds outcomes.
        QualityError
            If the customers cannot be told apart into that many segments.
        """
        refuse_outcomes(features)
        active = features[features["status"] == "ok"]
        self.aside_ = self._learn_aside(active)
        clustered = active[~set_aside(self.aside_, active)]
        preprocessing = clone(self.preprocessing).fit(clustered)
        matrix = preprocessing.transform(clustered)
        known = self.value in clustered
        self.value_ = self.value if known else preprocessing.names_[0]
        value = ranked_values(clustered[self.value]) if known else matrix[:, 0]
        selection = self._select(preprocessing, matrix)
        clusterer = selection.clusterer_.without_labels()
        steps = [("preprocessing", preprocessing), ("clusterer", clusterer)]
        self.pipeline_ = Pipeline(steps)
        self.structure_: str = selection.structure_
        self.explanation_: str = selection.explanation_
        self.selection_table_: dict[str, Any] = selection.selection_table_
        numbering = numbered(selection, value, self.merge_below)
        self._number(numbering, len(active))
        segment = np.append(self.order_, UNASSIGNED)[selection.labels_]
        of = clustered, preprocessing.names_, segment
        self.centres_ = Centres.of(*of, self.n_clusters_)
        self._fall_back(active)
        self._judge(selection, numbering)
        return self

    def membership(self, features: pd.DataFrame) -> Membership:
        """Place customers by the frozen clusters, or by the rule in their stead."""
        check_is_fitted(self)
        if self.fallback_ is not None:
            return in_its_stead(self.fallback_.membership(features))
        aside = set_aside(self.aside_, features)
        others = features[~aside]  # of those set aside nothing is asked
        preprocessing, clusterer = (step for _, step in self.pipeline_.steps)
        placed = in_full(clusterer.place(preprocessing.transform(others)), ~aside)
        is_found = aside | (placed.label >= 0)
        clustered = np.append(self.order_, UNASSIGNED)[placed.label]  # noise is -1
        return Membership(
            segment=np.where(aside, self.n_clusters_, clustered),
            status=np.where(is_found, "ok", "unassigned"),
            probability=np.where(aside, 1.0, placed.probability),
            margin=np.where(aside, np.nan, placed.margin),
        )

    def beside(self, features: pd.DataFrame) -> Beside:
        """Return the segment second nearest, and how much farther its centre is.

        Of a mixture, by how much it is less probable.
        """
        by = self.fallback_
        return by.beside(features) if by else beside(self, features)

    @property
    def given_names(self) -> Mapping[int, SegmentName]:
        """The name of the segment that a rule has set aside."""
        aside = None if self.fallback_ else self.aside_
        return {self.n_clusters_: aside.segment_name} if aside else {}

    @property
    def used_columns(self) -> list[str]:
        """The columns of the feature table that tell the segments apart."""
        if self.fallback_ is not None:
            return self.fallback_.used_columns
        used = kept_columns(self.pipeline_["preprocessing"])
        by_rule = [self.aside_.column] if self.aside_ else []
        return list(dict.fromkeys([*used, *by_rule]))

    @property
    def asks(self) -> Asks:
        """The columns that the matrix is made of, and the categories learned."""
        return self.fallback_.asks if self.fallback_ else asks(self)

    @property
    def acting(self) -> SegmentScheme:
        """The fallback where there is no structure, else the scheme itself."""
        return self if self.fallback_ is None else self.fallback_

    @property
    def meaning(self) -> Meaning:
        """What the segments that are given are, in a phrase."""
        by_rule = self.fallback_ is not None
        return what_they_are(self.structure_, self.n_clusters_, by_rule=by_rule)

    @property
    def promotable(self) -> bool:
        """Whether there is structure, and the gate lets every segment pass."""
        return is_promotable(self)

    def report(self, features: pd.DataFrame) -> Iterator[Loggable]:
        """Yield the settings, the criteria of the chosen k, and the table of all k."""
        yield from report(self)
        if self.fallback_ is not None:
            yield from self.fallback_.report(features)

    def caveats(self, features: pd.DataFrame, language: str = "en") -> list[str]:
        """Return why this number of segments, and how far they can be trusted."""
        return [*reservations(self), *left_out(self.pipeline_["preprocessing"])]

    def explain(
        self, features: pd.DataFrame, language: str = "en"
    ) -> list[Explanation]:
        """Return of each row which segment is nearest, and what shows it."""
        return Explained(self, features, language).explanations()

    def _learn_aside(self, active: pd.DataFrame) -> Aside | None:
        """Return the rule if there is one and it holds."""
        if self.aside is None:
            return None
        denied = getattr(self.preprocessing, "denied", ())
        return self.aside.learned(active, denied)

    def _select(self, preprocessing: Preprocessing, matrix: FloatArray) -> Selection:
        selection: Selection = clone(self.selection).set_params(
            clusterer=told(clone(self.clusterer), preprocessing),
            n_jobs=self.n_jobs,
            random_state=self.random_state,
        )
        return selection.fit(matrix)

    def _number(self, numbering: Numbering, n_active: int) -> None:
        self.order_ = numbering.order
        self.n_clusters_ = len(numbering.sizes)
        self.merges_ = numbering.merges
        self.jaccard_ = numbering.jaccard
        unstable = np.flatnonzero(self.jaccard_ < DISSOLVED)
        self.unstable_segments_: list[int] = unstable.tolist()
        aside = [] if self.aside_ is None else [self.aside_.share_]
        self.shares_ = np.append(numbering.sizes / n_active, aside)

    def _judge(self, selection: Selection, numbering: Numbering) -> None:
        self.refusals_: list[str] = selection.refusals(served(numbering, selection))
        rule = self.fallback_.name if self.fallback_ else ""
        self.verdict_: str = verdict(
            selection.finding_, self.refusals_, n_segments=self.n_clusters_, rule=rule
        )

    def _fall_back(self, active: pd.DataFrame) -> None:
        self.fallback_: SegmentScheme | None = None
        self.segment_names: Sequence[SegmentName] = ()
        self.n_segments_ = self.n_clusters_ + len(self.given_names)
        if self.structure_ == Structure.NONE and self.fallback is not None:
            self.fallback_ = clone(self.fallback).fit(active)
            self.segment_names = self.fallback_.segment_names
            self.n_segments_ = self.fallback_.n_segments_
