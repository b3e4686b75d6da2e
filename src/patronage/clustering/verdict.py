"""What the segments are worth, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from patronage.clustering.cut_off import cut_off
from patronage.clustering.structure import Evidence, Meaning, Structure, meaning

ONE = Meaning("one segment: nobody is told apart", "只有一个细分：不区分任何客户")
BY_RULE = Meaning(
    "segments by rule: no clusters can be found again",
    "按规则划分的细分：没有可以再次找到的聚类",
)
CUT_SHORT = "It stopped before it converged."
REFUSED = "Not to be promoted."


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The clusters that were chosen, and what was measured of them.

    The silhouette of `n_tested` customers was held against chance, and customers were
    drawn again `n_bootstraps` times.
    """

    structure: Structure
    evidence: Evidence
    n_clusters: int
    n_tested: int
    n_bootstraps: int

    @property
    def against_chance(self) -> Mapping[str, float]:
        """The silhouette that was held against chance, and what came of it."""
        return {
            "tested_silhouette": self.evidence.silhouette,
            "null_silhouette": self.evidence.null_mean,
            "null_excess": self.evidence.excess,
            "null_p": self.evidence.null_p,
        }


def what_they_are(structure: str, n_segments: int, *, by_rule: bool = False) -> Meaning:
    """Say what the segments are that are served: clusters, or those of a rule."""
    if by_rule:
        return BY_RULE
    return ONE if n_segments == 1 else meaning(Structure(structure))


def verdict(
    finding: Finding, refusals: Sequence[str], *, n_segments: int, rule: str = ""
) -> str:
    """Say what the structure means, what it rests on, and why not to act on it.

    `n_segments` is how many are left after merging; a `rule` is one whose segments are
    served in the place of the clusters. Of both it is said whose the measures are.
    """
    said = what_they_are(finding.structure, n_segments).en
    basis = list(_basis(finding))
    parts = [f"{said[0].upper()}{said[1:]}."]
    if rule:
        parts += _replaced(rule, finding.n_clusters)
    elif basis and n_segments < finding.n_clusters:
        basis.append(
            f"This was measured before {finding.n_clusters} clusters were merged into "
            f"{n_segments}."
        )
    refused = [REFUSED, *refusals] if refusals and not rule else refusals
    return " ".join([*parts, *basis, *refused])


def _replaced(rule: str, n_clusters: int) -> Iterator[str]:
    yield (
        f"The segments are those of the rule {rule} instead, with status no_structure."
    )
    if n_clusters == 1:
        yield "What follows was measured of the one cluster that they replace."
    elif n_clusters:
        yield f"What follows was measured of the {n_clusters} clusters they replace."


def _basis(finding: Finding) -> Iterator[str]:
    evidence = finding.evidence
    if not np.isnan(evidence.null_p):
        yield (
            f"Of {finding.n_tested:,} customers the silhouette is "
            f"{cut_off(evidence.silhouette)}, against {cut_off(evidence.null_mean)} "
            f"for as many of the same marginals and correlations without groups "
            f"(p = {evidence.null_p:.2g})."
        )
    # one cluster alone always comes back
    if finding.n_clusters > 1 and not np.isnan(evidence.jaccard_min):
        n = finding.n_bootstraps
        yield (
            f"Over {n} bootstrap{'' if n == 1 else 's'} the least stable segment keeps "
            f"a Jaccard of {cut_off(evidence.jaccard_min)}, the mean is "
            f"{cut_off(evidence.jaccard_mean)}."
        )
