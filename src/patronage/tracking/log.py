"""Log what a scheme has to say as one flat run."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from patronage.loggable import Loggable, Table
from patronage.tracking.client import StoreTroubleError, answering
from patronage.tracking.inputs import log_datasets
from patronage.tracking.models import log_model
from patronage.tracking.pack import Parcel, pack
from patronage.tracking.run import Run, begin, ended
from patronage.tracking.store import Store

NOTE = "mlflow.note.content"
PARAMS_PER_CALL = 100
METRICS_PER_CALL = 800


def log(
    items: Iterable[Loggable], store: Store, *, name: str, tags: Mapping[str, str]
) -> str | None:
    """Log one flat run and return its id, or None where the store does not answer.

    A run that breaks off is marked FAILED, and KILLED where the user stopped it.

    Raises
    ------
    TrackingError
        If an item may not be logged, or the store does not answer and is strict.
    """
    try:
        run = begin(store, name, tags)
        with ended(run), TemporaryDirectory() as folder:
            _send(pack(items, Path(folder)), run)
    except StoreTroubleError as error:
        _say(error, store, name)
        return None
    return run.run_id


def _send(parcel: Parcel, run: Run) -> None:
    with answering(run.uri):
        _log_values(parcel, run)
        for table in parcel.tables:
            _log_table(table, run)
        run.client.log_artifacts(run.run_id, str(parcel.folder))
    log_datasets(parcel.datasets, run)
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


def _say(error: StoreTroubleError, store: Store, name: str) -> None:
    if store.strict:
        raise error
    warnings.warn(f"run '{name}' was not sent in full: {error}", stacklevel=3)
