"""Log which table a scheme was fitted on: its digest, schema and size, not its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from patronage.loggable import Dataset
from patronage.tracking.client import answering, unhinted
from patronage.tracking.run import Run


def log_inputs(inputs: Iterable[Mapping[str, Any]], run: Run) -> None:
    """Show tables as inputs of the run, as they were `described`."""
    from mlflow.entities import Dataset as Entity
    from mlflow.entities import DatasetInput, InputTag

    context = [InputTag("mlflow.data.context", "training")]
    sent = [DatasetInput(Entity(**dict(each)), context) for each in inputs]
    with answering(run.uri):
        run.client.log_inputs(run.run_id, sent)


def described(dataset: Dataset) -> dict[str, Any]:
    """Return what MLflow keeps of a table: plain texts, and no rows."""
    from mlflow.data import from_pandas
    from mlflow.data.code_dataset_source import CodeDatasetSource

    with unhinted():
        source = CodeDatasetSource(tags={})
        told = from_pandas(dataset.frame, source=source, name=dataset.name)
        return dict(told.to_dict())
