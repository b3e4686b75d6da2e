"""The one way to MLflow: imported late, quiet, and never waiting for minutes."""

from __future__ import annotations

import importlib
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten
from typing import Any

from patronage.errors import TrackingError
from patronage.plain import without_secrets

SETTINGS = {
    "DO_NOT_TRACK": "true",
    "GIT_PYTHON_REFRESH": "quiet",
    "MLFLOW_DISABLE_AGENT_HINT": "true",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR": "1",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "5",
    "MLFLOW_LOGGING_LEVEL": "CRITICAL",
    "MLFLOW_SKIP_PIP_REQUIREMENTS_CHECK": "true",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
}


class StoreTroubleError(TrackingError):
    """The store did not answer, or answered that it could not."""


def load() -> None:
    """Import MLflow, which takes seconds, with our settings where the user has none."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    logging.getLogger("urllib3").setLevel(logging.ERROR)  # it tells of every retry
    importlib.import_module("mlflow.store.tracking.sqlalchemy_store")


def connect(uri: str) -> Any:
    """Return an MLflow client."""
    load()
    from mlflow import MlflowClient

    with answering(uri):
        return MlflowClient(tracking_uri=uri)


@contextmanager
def answering(uri: str) -> Iterator[None]:
    """Turn whatever a store may fail with into one sentence."""
    from alembic.util import CommandError
    from mlflow.exceptions import MlflowException
    from sqlalchemy.exc import SQLAlchemyError

    troubles = (MlflowException, SQLAlchemyError, CommandError, OSError, ImportError)
    try:
        yield
    except troubles as error:
        raise StoreTroubleError(trouble(uri, error)) from error


@contextmanager
def unhinted() -> Iterator[None]:
    """Keep MLflow from telling everybody that whole numbers know no missing value."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Hint: Inferred schema", UserWarning)
        yield


def trouble(uri: str, error: BaseException) -> str:
    """Say which store failed and why, without the password of its address."""
    cause = _root(error)
    lines = str(cause).strip().splitlines() or [type(cause).__name__]
    reason = shorten(lines[0], 160).rstrip(".")
    return without_secrets(f"the tracking store {uri} cannot be used: {reason}.")


def _root(error: BaseException) -> BaseException:
    """Return what went wrong first: MLflow wraps it in paragraphs."""
    before = error.__cause__ or error.__context__
    return _root(before) if before else error
