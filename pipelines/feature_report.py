"""What a run says of the features that all schemes share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import features, io
from patronage.loggable import Loggable, Metric, Params, Table
from patronage.tables import FEEDBACK

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
        yield Table(CELLS, features.rfm_cells(shared.features))
    if shared.folder.path(FEEDBACK).exists():
        feedback = io.read(FEEDBACK, shared.folder)
        yield Table(SURVEY, features.survey_report(feedback, shared.features))
