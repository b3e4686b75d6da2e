"""The registry of models: a name per source and scheme, a version per run."""

from __future__ import annotations

import warnings
from typing import Any

from patronage.loggable import Model
from patronage.tracking.client import StoreTroubleError, answering
from patronage.tracking.existing import unless_it_exists
from patronage.tracking.mirror import DIGEST, VERSION
from patronage.tracking.run import Run

TAGS = ("job", "as_of")


def register(model: Model, logged: Any, run: Run, *, digest: str) -> None:
    """Register a logged model as the next version of its name; else warn.

    `digest` is the SHA-256 of its file, by which it is known again.

    Nothing is loaded. A store that keeps no registry does not fail the run.
    """
    try:
        with answering(run.uri):
            _name(model, run)
            run.client.create_model_version(
                model.registered_as,
                _source(logged, run),
                run_id=run.run_id,
                tags=_tags(run) | _published(model, digest),
                model_id=logged.model_id,
                description=run.name,
                await_creation_for=0,
            )
    except StoreTroubleError as error:
        warnings.warn(
            f"model '{model.registered_as}' was not registered: {error}", stacklevel=4
        )


def _name(model: Model, run: Run) -> None:
    """Make the entry, unless it is there."""
    with unless_it_exists():
        run.client.create_registered_model(
            model.registered_as, description=model.description
        )


def _published(model: Model, digest: str) -> dict[str, str]:
    """What it is published as, if it is, and what its file should be."""
    published = {VERSION: model.version} if model.version else {}
    return {DIGEST: digest} | published


def _tags(run: Run) -> dict[str, str]:
    """What of the run's tags tells versions apart."""
    tags = run.client.get_run(run.run_id).data.tags
    return {key: tags[key] for key in TAGS if key in tags}


def _source(logged: Any, run: Run) -> str:
    """Where the files are; a server finds them by the model's id alone."""
    if run.uri.startswith("sqlite:"):
        return str(logged.artifact_location)
    return f"models:/{logged.model_id}"
