"""Which other segment comes next for a row, and by how much it is farther."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from patronage.clustering.aside import set_aside
from patronage.segments import UNASSIGNED, Asks, Beside

if TYPE_CHECKING:
    import pandas as pd

    from patronage.clustering.scheme import ClusterScheme
    from patronage.segments import FloatArray, IntArray


def beside(scheme: ClusterScheme, features: pd.DataFrame) -> Beside:
    """Return the segment whose nearest cluster is second, and its lead over the first.

    Of clusters without a measure of their own (neighbours, densities) and of customers
    whom a rule has set aside nothing is told.
    """
    preprocessing, clusterer = (step for _, step in scheme.pipeline_.steps)
    apart = getattr(clusterer.placer_, "apart", None)
    segment = np.full(len(features), UNASSIGNED)
    distance = np.full(len(features), np.nan)
    if apart is not None and len(np.unique(scheme.order_)) > 1:
        asked = ~set_aside(scheme.aside_, features)
        found = apart(preprocessing.transform(features[asked]))
        segment[asked], distance[asked] = _second(found, scheme.order_)
    return Beside(segment=segment, distance=distance)


def asks(scheme: ClusterScheme) -> Asks:
    """Return the columns that are transformed, and the categories learned of them."""
    preprocessing: Any = scheme.pipeline_["preprocessing"]
    by_rule = [scheme.aside_.column] if scheme.aside_ else []
    scales = getattr(getattr(preprocessing, "kinds_", None), "scales", {})
    levels = getattr(getattr(preprocessing, "levels_", None), "levels_", {})
    columns = dict.fromkeys([*preprocessing.columns_, *by_rule])
    return Asks(columns=tuple(columns), levels={**scales, **levels})


def _second(apart: FloatArray, order: IntArray) -> tuple[IntArray, FloatArray]:
    """Reduce clusters to segments, a column per segment, and take the two nearest."""
    segments = np.unique(order)
    columns = [apart[:, order == each].min(axis=1) for each in segments]
    nearest = np.column_stack(columns)
    own = nearest.argmin(axis=1) if len(nearest) else np.empty(0, np.int64)
    rows = np.arange(len(nearest))
    others = nearest.copy()
    others[rows, own] = np.inf
    second = others.argmin(axis=1) if len(nearest) else own
    return segments[second], others[rows, second] - nearest[rows, own]
