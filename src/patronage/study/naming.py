"""What the segments of a fitted scheme are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from patronage import profiles

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import SegmentName, SegmentScheme


def names_of(
    scheme: SegmentScheme,
    features: pd.DataFrame,
    segments: pd.DataFrame,
    dictionary: pd.DataFrame,
    *,
    quadrants: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the table `names`: the scheme's own, or what sets its segments apart.

    `quadrants` tells which loyalty quadrants live in each segment.
    """
    if scheme.segment_names:
        return profiles.declared_names(scheme.name, scheme.segment_names)
    value = ranked_by(scheme)
    levels = profiles.value_levels(features, segments, value=value)
    told = profiles.spoken(
        features,
        segments,
        dictionary,
        n_segments=scheme.n_segments_,
        said=value if levels else "",
    )
    return profiles.cluster_names(
        told,
        levels,
        scheme=scheme.name,
        quadrants=quadrants,
        given=scheme.given_names,
    )


def ranked_by(scheme: SegmentScheme) -> str:
    """Return the column by which a scheme ranks its segments; spend, if by none."""
    column = getattr(scheme, "column", "monetary_total")
    return str(getattr(scheme, "value", column))


def own_names(scheme: SegmentScheme) -> Mapping[int, SegmentName]:
    """Return the names that the scheme brings along."""
    return {**scheme.given_names, **dict(enumerate(scheme.segment_names))}
