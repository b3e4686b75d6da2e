"""Send what a run has to say, once it has begun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from patronage.loggable import Table
from patronage.tracking.client import answering
from patronage.tracking.inputs import log_inputs
from patronage.tracking.models import log_model
from patronage.tracking.pack import Parcel
from patronage.tracking.run import Run

NOTE = "mlflow.note.content"
PARAMS_PER_CALL = 100
METRICS_PER_CALL = 800


def send(parcel: Parcel, inputs: Iterable[Mapping[str, Any]], run: Run) -> None:
    """Send a parcel, and what is known of the tables that a scheme was fitted on."""
    with answering(run.uri):
        _log_values(parcel, run)
        for table in parcel.tables:
            _log_table(table, run)
        run.client.log_artifacts(run.run_id, str(parcel.folder))
    log_inputs(inputs, run)
    for model in parcel.models:
        log_model(model, run)


def _log_values(parcel: Parcel, run: Run) -> None:
    from mlflow.entities import Metric, Param, RunTag

    params = [Param(name, text) for name, text in parcel.params.items()]
    for start in range(0, len(params), PARAMS_PER_CALL):
        part = params[start : start + PARAMS_PER_CALL]
        run.client.log_batch(run.run_id, params=part)
    moment = run.client.get_run(run.run_id).info.start_time
    metrics = [Metric(key, value, moment, 0) for key, value in parcel.metrics.items()]
    for start in range(0, len(metrics), METRICS_PER_CALL):
        part = metrics[start : start + METRICS_PER_CALL]
        run.client.log_batch(run.run_id, metrics=part)
    notes = [RunTag(NOTE, note) for note in parcel.notes[-1:]]
    run.client.log_batch(run.run_id, tags=notes)


def _log_table(table: Table, run: Run) -> None:
    run.client.log_table(run.run_id, data=table.frame, artifact_file=table.name)
