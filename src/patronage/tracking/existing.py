"""Processes that make the same thing at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

EXISTS = "RESOURCE_ALREADY_EXISTS"


@contextmanager
def unless_it_exists() -> Iterator[None]:
    """Let it pass that another process has made it first."""
    from mlflow.exceptions import MlflowException

    try:
        yield
    except MlflowException as error:
        if error.error_code != EXISTS:
            raise
