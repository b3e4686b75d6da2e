"""Log a fitted scheme as an MLflow model in the skops format: never a pickle."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from patronage import io
from patronage.loggable import Model
from patronage.tracking.client import answering, unhinted
from patronage.tracking.registry import register
from patronage.tracking.run import Run
from patronage.tracking.served import HOW_SURE, MODEL, Served, serve_by_us

PACKAGES = ("patronage", "numpy", "pandas", "scikit-learn", "scipy", "skops")

TOLD_OF_NOBODY = ["customer_id", "status"]


def log_model(model: Model, run: Run) -> None:
    """Log the scheme; its example gives the signature and is not kept.

    Raises
    ------
    IntegrityError
        If the scheme holds a type outside the list in our code.
    """
    trusted = io.trusted_types(model.scheme)
    signature = _signature(model)
    with answering(run.uri):
        logged = run.client.create_logged_model(
            run.experiment_id, name=run.name, source_run_id=run.run_id
        )
        with TemporaryDirectory() as folder:
            path = Path(folder) / "model"
            described = _described(logged, signature, run)
            _save(model, path, trusted=trusted, described=described)
            digest = hashlib.sha256((path / MODEL).read_bytes()).hexdigest()
            run.client.log_model_artifacts(logged.model_id, str(path))
        run.client.finalize_logged_model(logged.model_id, "READY")
        _link(logged.model_id, run)
    if model.registered_as:
        register(model, logged, run, digest=digest)


def _described(logged: Any, signature: Any, run: Run) -> Any:
    from mlflow.models import Model as Description

    return Description(
        artifact_path=logged.artifact_location,
        model_uuid=logged.model_id,
        model_id=logged.model_id,
        run_id=run.run_id,
        signature=signature,
    )


def _save(model: Model, path: Path, *, trusted: list[str], described: Any) -> None:
    with unhinted():
        _write(model, path, trusted=trusted, described=described)
    if model.names is not None:
        serve_by_us(path, model.names, described)


def _write(model: Model, path: Path, *, trusted: list[str], described: Any) -> None:
    import mlflow.sklearn

    mlflow.sklearn.save_model(
        model.scheme,
        str(path),
        mlflow_model=described,
        signature=described.signature,
        serialization_format="skops",
        skops_trusted_types=trusted,
        pip_requirements=[f"{package}=={version(package)}" for package in PACKAGES],
        input_example=_nobody(_shown(model.example)),
    )


def _signature(model: Model) -> Any:
    from mlflow.models import infer_signature

    example, names = model.example, model.names
    with unhinted():
        if names is None:
            return infer_signature(_shown(example), model.scheme.predict(example))
        answer = Served(model.scheme, names).predict(example)
        numbers = answer.astype(dict.fromkeys(HOW_SURE, "float64"))
        return infer_signature(_shown(example), numbers)


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows that anybody may see: texts in place of categories, ids that are made up."""
    texts = frame.select_dtypes("category").columns
    plain = frame.astype(dict.fromkeys(texts, "str")).reset_index(drop=True)
    if "customer_id" not in plain:
        return plain
    return plain.assign(customer_id="customer " + plain.index.astype("str"))


def _nobody(shown: pd.DataFrame) -> pd.DataFrame:
    """One row in the middle of some, without words: the features of nobody."""
    row = shown.head(1).copy()
    middle = shown.select_dtypes("number").median()
    words = shown.select_dtypes(["str", "object"]).columns.difference(TOLD_OF_NOBODY)
    numbers = {str(name): value for name, value in middle.items()}
    return row.assign(**numbers, **dict.fromkeys(words, ""))


def _link(model_id: str, run: Run) -> None:
    from mlflow.entities import LoggedModelOutput

    run.client.log_outputs(run.run_id, [LoggedModelOutput(model_id, step=0)])
