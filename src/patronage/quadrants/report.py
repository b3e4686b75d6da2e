"""What a fitted quadrant scheme says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.loggable import Loggable, Metric, Params, Table

if TYPE_CHECKING:
    from patronage.quadrants.axis import WeightedAxis
    from patronage.quadrants.scheme import QuadrantScheme
    from patronage.segments import FloatArray, IntArray

CAVEATS = (
    "The quadrants describe customers and do not show that attitude brings them back: "
    "recommendation follows attitude, retention follows repeat purchase, and the two "
    "together foretell no better than each alone (East et al. 2005).",
    "Attitude is read from what customers buy, not from what they say; shares of few "
    "purchases are drawn to the mean (Stern & Hammond 2004).",
)
DISTINCT_WARNING, DISTINCT_LIMIT = 0.7, 0.85
OFF_DIAGONAL_WARNING = 0.05


def report(scheme: QuadrantScheme, features: pd.DataFrame) -> Iterator[Loggable]:
    """Yield the cuts, what the axes rest on, and how far they are distinct."""
    weights = {
        f"{axis.name}.{column}": weight
        for axis in scheme.axes_
        for column, weight in axis.weights.items()
        if column in axis.references_
    }
    yield Params({"scheme": scheme.name, "kind": "quadrants", **weights})
    if not scheme.measurable_:
        return
    scores = scheme.scores(features[features["status"] == "ok"])
    for axis, cut in zip(scheme.axes_, scheme.cuts_, strict=True):
        yield Metric(f"quadrants/cut_{axis.name}", cut)
    yield Metric("quadrants/rho", axis_correlation(scores))
    yield Metric("quadrants/off_diagonal", off_diagonal(scheme.predict(features)))
    yield Table("axes_evidence.csv", evidence(scheme))


def evidence(scheme: QuadrantScheme) -> pd.DataFrame:
    """Weight and use of each column, axis by axis."""
    return pd.DataFrame(
        [
            {
                "axis": axis.name,
                "column": column,
                "weight": weight,
                "used": column in axis.references_,
            }
            for axis in scheme.axes_
            for column, weight in axis.weights.items()
        ]
    )


def axis_correlation(scores: FloatArray) -> float:
    """Spearman correlation of the two axes, on rows where both are known."""
    table = pd.DataFrame(scores).dropna()
    value = table[0].corr(table[1], method="spearman")
    return 0.0 if pd.isna(value) else float(value)


def off_diagonal(segment: IntArray) -> float:
    """Share of the placed customers who are high on one axis alone."""
    placed = segment[segment >= 0]
    return float(np.isin(placed, (1, 2)).mean()) if len(placed) else 0.0


def caveats(scheme: QuadrantScheme, features: pd.DataFrame) -> list[str]:
    """Sentences that a reader must see beside the quadrants."""
    if not scheme.measurable_:
        return [_unmeasured(axis) for axis in scheme.axes_ if not axis.measurable_]
    rho = axis_correlation(scheme.scores(features[features["status"] == "ok"]))
    share = off_diagonal(scheme.predict(features))
    sentences = list(CAVEATS)
    if abs(rho) > DISTINCT_WARNING:
        how = "not" if abs(rho) > DISTINCT_LIMIT else "barely"
        sentences.append(
            f"The axes are {how} distinct: Spearman correlation {rho:.2f}."
        )
    if share < OFF_DIAGONAL_WARNING:
        sentences.append(f"Only {share:.1%} of the customers are off the diagonal.")
    return sentences


def _unmeasured(axis: WeightedAxis) -> str:
    return (
        f"{axis.name} cannot be measured from this source: of the "
        f"{axis.min_columns} columns it needs at least, there "
        f"{'is' if len(axis.references_) == 1 else 'are'} {len(axis.references_)} "
        f"(missing: {', '.join(axis.left_out_)})."
    )
