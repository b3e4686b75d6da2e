"""Log a fitted scheme as an MLflow model in the skops format: never a pickle."""

from __future__ import annotations

import warnings
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from patronage import io
from patronage.loggable import Model
from patronage.tracking.client import answering
from patronage.tracking.registry import register
from patronage.tracking.run import Run

PACKAGES = ("patronage", "numpy", "pandas", "scikit-learn", "scipy", "skops")


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
            _save(model.scheme, path, trusted=trusted, described=described)
            run.client.log_model_artifacts(logged.model_id, str(path))
        run.client.finalize_logged_model(logged.model_id, "READY")
        _link(logged.model_id, run)
    if model.registered_as:
        register(model, logged, run)


def _described(logged: Any, signature: Any, run: Run) -> Any:
    from mlflow.models import Model as Description

    return Description(
        artifact_path=logged.artifact_location,
        model_uuid=logged.model_id,
        model_id=logged.model_id,
        run_id=run.run_id,
        signature=signature,
    )


def _save(scheme: Any, path: Path, *, trusted: list[str], described: Any) -> None:
    import mlflow.sklearn

    mlflow.sklearn.save_model(
        scheme,
        str(path),
        mlflow_model=described,
        serialization_format="skops",
        skops_trusted_types=trusted,
        pip_requirements=[f"{package}=={version(package)}" for package in PACKAGES],
    )


def _signature(model: Model) -> Any:
    from mlflow.models import infer_signature

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Hint: Inferred schema", UserWarning)
        return infer_signature(
            _plain(model.example), model.scheme.predict(model.example)
        )


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """MLflow's schemas know texts, not categories."""
    categories = frame.select_dtypes("category").columns
    return frame.astype(dict.fromkeys(categories, "str"))


def _link(model_id: str, run: Run) -> None:
    from mlflow.entities import LoggedModelOutput

    run.client.log_outputs(run.run_id, [LoggedModelOutput(model_id, step=0)])
