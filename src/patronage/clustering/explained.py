"""Why a customer is in a cluster, and not in the one that is second nearest."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from patronage.segments import UNASSIGNED, Explanation, segment_id

if TYPE_CHECKING:
    import pandas as pd

    from patronage.clustering.scheme import ClusterScheme
    from patronage.segments import FloatArray, Membership

MOST_COLUMNS = 3
NARROW = 0.10  # of the distance to the second nearest, or of the probability


@dataclass(frozen=True)
class Explained:
    """Customers of a cluster scheme, and the language that they are told in."""

    scheme: ClusterScheme
    features: pd.DataFrame
    language: str = "en"

    def explanations(self) -> list[Explanation]:
        """Return one for each row, in the order of the rows."""
        if self.scheme.fallback_ is not None:
            return self._by_rule()
        return [
            Explanation(because=self._because(row)) for row in range(len(self.features))
        ]

    def _by_rule(self) -> list[Explanation]:
        """Let the rule explain that stands in the clusters' stead."""
        rule = self.scheme.acting.explain(self.features, self.language)
        said = self._say(
            "No clusters were found, so a rule decides. ", "未发现聚类，改由规则判定。"
        )
        return [replace(each, because=said + each.because) for each in rule]

    def _because(self, row: int) -> str:
        segment = int(self._placed.segment[row])
        if segment == UNASSIGNED:
            return self._say(
                "Like too few others to be in any group.",
                "与之相似的客户太少，不属于任何一组。",
            )
        aside = self.scheme.aside_
        if aside is not None and segment == self.scheme.n_clusters_:
            value = _number(float(self.features[aside.column].iloc[row]))
            return self._say(
                f"By rule: {aside.column} is {value}, and at most {aside.at_most:g}.",
                f"按规则判定：{aside.column} 为 {value}，不超过 {aside.at_most:g}。",
            )
        if self.scheme.n_clusters_ < 2:
            return self._say("All customers are one group.", "全部客户为一组。")
        return self._nearest(row, segment)

    def _nearest(self, row: int, segment: int) -> str:
        """Hold the nearest centre against the nearest of another segment."""
        away = (self._matrix[row] - self._centroids) ** 2
        apart = np.nansum(away, axis=1)
        own, other = (
            int(np.where(mask, apart, np.inf).argmin())
            for mask in (self.scheme.order_ == segment, self.scheme.order_ != segment)
        )
        second = int(self.scheme.order_[other])
        here, there = segment_id(segment), segment_id(second)
        said = self._say(
            f"Like the customers of {here}; those of {there} come second",
            f"与 {here} 的客户最相近，其次是 {there}",
        )
        parts = self._parts(row, (segment, second), away[other] - away[own])
        if parts:
            said += self._say(". It shows in ", "。主要体现在：")
            said += self._say("; ", "；").join(parts)
        return said + self._doubt(row, there) + self._say(".", "。")

    def _parts(self, row: int, pair: tuple[int, int], lead: FloatArray) -> list[str]:
        """The columns in which the customer is most on the nearest one's side."""
        names = self.scheme.pipeline_["preprocessing"].names_
        known = self.scheme.centres_.columns
        order = np.argsort(-np.nan_to_num(lead), kind="stable")
        best = [names[j] for j in order if lead[j] > 0 and names[j] in known]
        return [self._part(row, pair, column) for column in best[:MOST_COLUMNS]]

    def _part(self, row: int, pair: tuple[int, int], column: str) -> str:
        value = _number(float(self.features[column].iloc[row]))
        here, there = (
            _number(self.scheme.centres_.typical(segment, column)) for segment in pair
        )
        own, other = map(segment_id, pair)
        return self._say(
            f"{column} {value} (usual in {own}: {here}, in {other}: {there})",
            f"{column} {value}（{own} 通常为 {here}，{other} 为 {there}）",
        )

    def _doubt(self, row: int, there: str) -> str:
        margin = self._placed.margin[row]
        if not margin < NARROW:
            return ""
        return self._say(
            f". A borderline case: {there} is nearly as near",
            f"。处于边界：离 {there} 几乎同样近",
        )

    @cached_property
    def _placed(self) -> Membership:
        return self.scheme.membership(self.features)

    @cached_property
    def _matrix(self) -> FloatArray:
        """The rows as the clusters see them; NaN for who is set aside by rule."""
        preprocessing = self.scheme.pipeline_["preprocessing"]
        clustered = self._placed.segment < self.scheme.n_clusters_
        found = preprocessing.transform(self.features[clustered])
        matrix = np.full((len(self.features), found.shape[1]), np.nan)
        matrix[clustered] = found
        return matrix

    @cached_property
    def _centroids(self) -> FloatArray:
        centroids: FloatArray = self.scheme.pipeline_["clusterer"].centroids_
        return centroids

    def _say(self, en: str, zh: str) -> str:
        return zh if self.language == "zh" else en


def _number(value: float) -> str:
    """Write three digits or more; a dash for what is not known."""
    if not math.isfinite(value):
        return "–"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
