"""What a fitted quadrant scheme says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from patronage.loggable import Loggable, Metric, Params, Table
from patronage.quadrants.quadrant_finding import QuadrantGates
from patronage.quadrants.support import Support, support_of
from patronage.segments import BORDERLINE

if TYPE_CHECKING:
    from patronage.quadrants.axis import Axis
    from patronage.quadrants.scheme import QuadrantScheme

CAVEATS = {
    "en": (
        "The quadrants describe customers and do not show that attitude brings them "
        "back: recommendation follows attitude, retention follows repeat purchase, and "
        "the two together foretell no better than each alone (East et al. 2005).",
        "Attitude is read from what customers buy, unless they were asked; shares of "
        "few purchases are drawn to the mean (Stern & Hammond 2004).",
    ),
    "zh": (
        "象限描述客户，并不说明态度会带来再次购买：推荐随态度而来，留存随重复购买而来，"
        "二者合在一起并不比单独一个更有预测力（East et al. 2005）。",
        "除非问过客户，态度是从购买行为中读出的；购买次数少时，比例向总体均值收缩"
        "（Stern & Hammond 2004）。",
    ),
}
UNMEASURED = {
    "en": "{} cannot be measured from this source: too little of what it is made of is "
    "there ({}).",
    "zh": "此数据源无法衡量 {}：构成它的数据太少（{}）。",
}


def report(scheme: QuadrantScheme, features: pd.DataFrame) -> Iterator[Loggable]:
    """Yield the cuts, what the axes rest on, and what the data support."""
    weights = {
        f"{axis.name}.{column}": weight
        for axis in scheme.axes_
        for column, weight in axis.weights_.items()
    }
    yield Params({"scheme": scheme.name, "kind": "quadrants", **weights})
    yield Table("axes_evidence.csv", evidence(scheme))
    if not scheme.measurable_:
        return
    yield Table("cuts.csv", cuts(scheme))
    for axis, cut in zip(scheme.axis_names, scheme.cuts_, strict=True):
        yield Params({f"{axis}.cut": cut.method_})
        yield Metric(f"quadrants/cut_{axis}", cut.cut_)
        yield Metric(f"quadrants/cut_{axis}_se", cut.se_)
    found_out = tested(scheme, features)
    yield Table("support.csv", found_out.table)
    if found_out.rho is not None:
        yield Metric("quadrants/rho", found_out.rho)
    if found_out.off_diagonal is not None:
        yield Metric("quadrants/off_diagonal", found_out.off_diagonal)
    yield from _doubts(scheme.assign(features))


def evidence(scheme: QuadrantScheme) -> pd.DataFrame:
    """Each column of each axis: its weight, or why it takes no part."""
    rows = [row for axis in scheme.axes_ for row in _evidence(axis)]
    return pd.DataFrame(rows, columns=["axis", "column", "weight", "left_out"])


def cuts(scheme: QuadrantScheme) -> pd.DataFrame:
    """Where the axes are cut, how that was found, and how sure it is."""
    return pd.DataFrame(
        [
            {
                "axis": axis,
                "cut": cut.cut_,
                "method": cut.method_,
                "se": cut.se_,
                "low": cut.low_,
                "high": cut.high_,
            }
            for axis, cut in zip(scheme.axis_names, scheme.cuts_, strict=True)
        ]
    )


def tested(scheme: QuadrantScheme, features: pd.DataFrame) -> Support:
    """Test whether the data support the scheme's axes and quadrants."""
    active = features[(features["status"] == "ok") & ~scheme.is_new(features)]
    placed = scheme.membership(active)
    scores = pd.DataFrame(scheme.scores(active), columns=list(scheme.axis_names))
    return support_of(
        scores,
        placed.segment,
        placed.probability,
        scheme.segment_names,
        QuadrantGates(borderline=scheme.borderline),
    )


def caveats(scheme: QuadrantScheme, features: pd.DataFrame, language: str) -> list[str]:
    """Sentences that a reader must see beside the quadrants."""
    if not scheme.measurable_:
        short = [axis for axis in scheme.axes_ if not axis.measurable_]
        return [_unmeasured(axis, language) for axis in short]
    said = CAVEATS[language] if "attitude" in scheme.axis_names else ()
    return [*said, *tested(scheme, features).warnings(language)]


def _doubts(segments: pd.DataFrame) -> Iterator[Metric]:
    """How many could as well be elsewhere, and how many nothing is known of."""
    placed = segments[segments["segment"] >= 0]
    if len(placed):
        borderline = (placed["status"] == BORDERLINE).mean()
        yield Metric("quadrants/borderline_share", float(borderline))
        yield Metric("quadrants/confidence", float(placed["probability"].mean()))
    for status in ("unknown", "new"):
        yield Metric(
            f"quadrants/{status}_share", float((segments["status"] == status).mean())
        )


def _evidence(axis: Axis) -> Iterator[tuple[str, str, float, str]]:
    for column, weight in axis.weights_.items():
        yield axis.name, column, weight, ""
    for column, reason in axis.left_out_.items():
        yield axis.name, column, 0.0, reason


def _unmeasured(axis: Axis, language: str) -> str:
    columns: dict[str, list[str]] = {}
    for column, reason in axis.left_out_.items():
        columns.setdefault(reason, []).append(column)
    told = (f"{reason}: {', '.join(names)}" for reason, names in columns.items())
    return UNMEASURED[language].format(axis.name, "; ".join(told))
