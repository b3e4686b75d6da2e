"""Log which table a scheme was fitted on: its digest, schema and size, not its rows."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any

from patronage.loggable import Dataset
from patronage.tracking.client import answering
from patronage.tracking.run import Run


def log_datasets(datasets: Iterable[Dataset], run: Run) -> None:
    """Show the tables as inputs of the run."""
    inputs = [_input(dataset) for dataset in datasets]
    with answering(run.uri):
        run.client.log_inputs(run.run_id, inputs)


def _input(dataset: Dataset) -> Any:
    from mlflow.data import from_pandas
    from mlflow.data.code_dataset_source import CodeDatasetSource
    from mlflow.entities import Dataset as Entity
    from mlflow.entities import DatasetInput, InputTag

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Hint: Inferred schema", UserWarning)
        source = CodeDatasetSource(tags={})
        described = from_pandas(dataset.frame, source=source, name=dataset.name)
        entity = Entity(**described.to_dict())
    return DatasetInput(entity, [InputTag("mlflow.data.context", "training")])
