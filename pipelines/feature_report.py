"""What a run says of the features that all schemes share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import features, io
from patronage.loggable import Loggable, Metric, Params, Table
from patronage.tables import FEEDBACK
from pipelines.few import only_counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.shared import Shared

MEANINGS = "dictionary.csv"
CELLS = "rfm_cells.csv"
SURVEY = "survey.csv"


def items(shared: Shared) -> Iterator[Loggable]:
    """Yield what the columns mean, and how far what they learned can be trusted."""
    yield Table(MEANINGS, shared.dictionary)
    model = shared.feature_model
    for name, polarization in model.polarization_.items():
        yield Metric(f"features/polarization_{name}", polarization)
    for report in model.reports:
        yield Params(report.parameters)
        for name, value in report.metrics.items():
            yield Metric(f"features/{name}", value)
    scores = model.fitted_.get("rfm")
    if getattr(scores, "n_scores", None) == features.N_NAMED_SCORES:
        cells = features.rfm_cells(shared.features)
        yield Table(CELLS, only_counted(cells, ["revenue_share"], by="customers"))
    yield from _points(shared)
    if shared.folder.path(FEEDBACK).exists():
        feedback = io.read(FEEDBACK, shared.folder)
        survey = features.survey_report(feedback, shared.features)
        yield Table(SURVEY, only_counted(survey, ["value", "low", "high"], by="n"))


def _points(shared: Shared) -> Iterator[Metric]:
    """What a programme of points owes its members, where anybody has earned some."""
    table = shared.features
    if "points_earned" not in table or not (table["points_earned"] > 0).any():
        return
    yield Metric("features/points_breakage", features.points_breakage(table))
    cost = shared.cfg.economics.point_cost
    if cost is not None:
        owed = features.points_liability(table, unit_cost=cost)
        yield Metric("features/points_liability", owed)
