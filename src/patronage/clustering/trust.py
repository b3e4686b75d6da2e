"""How far the segments of a fitted scheme can be acted on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from patronage.clustering.structure import DISSOLVED, Structure
from patronage.segments import segment_id

if TYPE_CHECKING:
    from patronage.clustering.scheme import ClusterScheme

MIN_AGREEMENT = 0.95
TOO_LARGE = 0.60
MANY_UNASSIGNED = 0.25


def is_promotable(scheme: ClusterScheme) -> bool:
    """Say whether there is structure, each segment comes back, and the fit is sound.

    What was not measured has not come back. Sound is a fit that has converged, and
    whose frozen assigner puts 95 % of the customers where the clusterer had put them.
    """
    clusterer = scheme.pipeline_.named_steps["clusterer"]
    return bool(
        scheme.structure_ != Structure.NONE
        and (scheme.jaccard_ >= DISSOLVED).all()
        and clusterer.converged_
        and clusterer.agreement_ >= MIN_AGREEMENT
    )


def reservations(scheme: ClusterScheme) -> Iterator[str]:
    """Say what must be known of single segments, beside the verdict on all."""
    if scheme.fallback_ is not None:
        yield (
            f"The segments are those of the rule {scheme.fallback_.name} instead, "
            f"with status no_structure."
        )
        return
    if scheme.unstable_segments_:
        yield _unstable(scheme)
    if scheme.aside_ is not None:
        yield scheme.aside_.sentence
    yield from _sizes(scheme)


def _unstable(scheme: ClusterScheme) -> str:
    told = [
        f"{segment_id(segment)} ({scheme.jaccard_[segment]:.2f})"
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
