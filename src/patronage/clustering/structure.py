"""What kind of structure the evidence speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from patronage.agreement import DISSOLVED, HIGHLY_STABLE, VALID

NATURAL_P, NATURAL_EXCESS, NATURAL_JACCARD = 0.05, 0.05, (VALID, DISSOLVED)
REPRODUCIBLE_P, REPRODUCIBLE_JACCARD = 0.01, (HIGHLY_STABLE, VALID)


class Structure(StrEnum):
    """What the segments are, from the strongest claim to the weakest."""

    NATURAL = "natural"
    REPRODUCIBLE = "reproducible"
    CONSTRUCTIVE = "constructive"
    NONE = "none"


class Meaning(NamedTuple):
    """A sentence and its translation."""

    en: str
    zh: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was measured of one partition; NaN for what was not.

    `null_mean` and `null_p`: the mean silhouette of refits on samples without clusters
    and the share of these that reach the observed one. `ari`, `jaccard_mean`,
    `jaccard_min`: over bootstraps, the Jaccards over the segments.
    """

    silhouette: float
    null_mean: float
    null_p: float
    ari: float
    jaccard_mean: float
    jaccard_min: float

    @property
    def excess(self) -> float:
        """How far the silhouette is above that of data without clusters."""
        return self.silhouette - self.null_mean


def structure(evidence: Evidence) -> Structure:
    """Judge a partition (thresholds of Jaccard: Hennig 2007, and the manual of fpc).

    `none` if the segments do not come back (mean Jaccard below .60). `natural` if they
    do (.75, and each .60) and the silhouette is out of reach of data with the same
    marginals and correlations but no clusters (p at most .05, excess at least .05).
    `reproducible` if the excess is small but certain (p at most .01) and the segments
    are highly stable (.85, and each .75). Else `constructive`. What was not measured
    supports no claim, and denies none.
    """
    if evidence.jaccard_mean < DISSOLVED:
        return Structure.NONE
    if _is_natural(evidence):
        return Structure.NATURAL
    if evidence.null_p <= REPRODUCIBLE_P and _returns(evidence, REPRODUCIBLE_JACCARD):
        return Structure.REPRODUCIBLE
    return Structure.CONSTRUCTIVE


def meaning(structure: Structure) -> Meaning:
    """Say what a verdict means for those who use the segments."""
    return _MEANINGS[structure]


def _is_natural(evidence: Evidence) -> bool:
    return (
        evidence.null_p <= NATURAL_P
        and evidence.excess >= NATURAL_EXCESS
        and _returns(evidence, NATURAL_JACCARD)
    )


def _returns(evidence: Evidence, least: tuple[float, float]) -> bool:
    mean, smallest = least
    return evidence.jaccard_mean >= mean and evidence.jaccard_min >= smallest


_MEANINGS = {
    Structure.NATURAL: Meaning(
        "natural groups: they come back when customers are drawn again, and stand "
        "further apart than customers without groups would",
        "自然群体：重新抽取客户后仍会出现，且彼此的分离程度超过没有群体的数据",
    ),
    Structure.REPRODUCIBLE: Meaning(
        "reproducible segments: they come back when customers are drawn again, but "
        "divide a continuum",
        "可重现的细分：重新抽取客户后仍会出现，但只是对连续分布的划分",
    ),
    Structure.CONSTRUCTIVE: Meaning(
        "a practical division of a continuum, not natural groups",
        "对连续分布的实用划分，并非自然群体",
    ),
    Structure.NONE: Meaning(
        "no segments that can be found again", "没有可以再次找到的细分"
    ),
}
