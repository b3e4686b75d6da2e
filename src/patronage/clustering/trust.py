"""How far the segments of a fitted scheme can be acted on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from patronage.agreement import DISSOLVED
from patronage.clustering.cut_off import cut_off
from patronage.clustering.report import weak_structure
from patronage.clustering.structure import Structure
from patronage.segments import segment_id

if TYPE_CHECKING:
    from patronage.clustering.scheme import ClusterScheme

TOO_LARGE = 0.60
MANY_UNASSIGNED = 0.25


def is_promotable(scheme: ClusterScheme) -> bool:
    """Say whether there is structure that the gate lets pass, and each segment is back.

    What was not measured has not come back, and one segment tells nobody apart. The
    gate asks for size, stability, placement and number, and for a fit that converged.
    """
    return bool(
        scheme.structure_ != Structure.NONE
        and scheme.n_clusters_ > 1
        and not scheme.refusals_
        and (scheme.jaccard_ >= DISSOLVED).all()
    )


def reservations(scheme: ClusterScheme) -> Iterator[str]:
    """Say why this number of segments, what they are worth, and what of single ones.

    Where a rule gives the segments that comes first, and the rest is of the clusters.
    """
    if scheme.fallback_ is not None:
        yield from (scheme.verdict_, scheme.explanation_)
        return
    yield from (scheme.explanation_, scheme.verdict_, *weak_structure(scheme))
    if scheme.unstable_segments_:
        yield _unstable(scheme)
    if scheme.aside_ is not None:
        yield scheme.aside_.sentence
    yield from _sizes(scheme)


def _unstable(scheme: ClusterScheme) -> str:
    told = [
        f"{segment_id(segment)} ({cut_off(scheme.jaccard_[segment])})"
        for segment in scheme.unstable_segments_
    ]
    return (
        f"Not stable, and not to be promoted: {', '.join(told)}; a Jaccard of "
        f"{DISSOLVED:.2f} over the bootstraps is needed."
    )


def _sizes(scheme: ClusterScheme) -> Iterator[str]:
    for step in scheme.merges_:
        yield (
            f"A cluster of {step.n:,} customers ({step.share:.1%}) was too small and "
            f"is part of {segment_id(int(scheme.order_[step.into]))}."
        )
    of_clusters = scheme.shares_[: scheme.n_clusters_]
    for segment in np.flatnonzero(of_clusters > TOO_LARGE):
        yield (
            f"{segment_id(int(segment))} holds {of_clusters[segment]:.0%} of the "
            f"customers: too many to tell much of each."
        )
    unassigned = 1 - scheme.shares_.sum()
    if unassigned > MANY_UNASSIGNED:
        yield f"{unassigned:.0%} of the customers are like no segment: unassigned."
