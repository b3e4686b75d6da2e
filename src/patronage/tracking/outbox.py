"""Runs that could not be sent, kept whole until the store answers."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from patronage import io
from patronage.loggable import Model, Table
from patronage.tracking.inputs import described
from patronage.tracking.pack import Parcel

VALUES, FILES, TABLES, MODELS = "values.json", "files", "tables", "models"
DAMAGED = ".damaged"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A run that waits: its name, its tags, and all that it sends."""

    name: str
    tags: Mapping[str, str]
    parcel: Parcel
    inputs: list[dict[str, Any]]


def seal(box: Path, parcel_id: str, waiting: Waiting) -> Path:
    """Keep a run in the outbox, whole or not at all.

    Raises
    ------
    MachineError
        If the disk is full, or the folder cannot be written.
    """
    parcel, place = waiting.parcel, box / parcel_id
    with io.writing(place), _staged(place) as stage:
        shutil.copytree(parcel.folder, stage / FILES)
        (stage / TABLES).mkdir()
        for table in parcel.tables:
            table.frame.to_json(stage / TABLES / table.name, orient="split")
        for number, model in enumerate(parcel.models):
            _seal_model(stage / MODELS / str(number), model)
        values = {
            "name": waiting.name,
            "tags": dict(waiting.tags),
            "params": parcel.params,
            "metrics": parcel.metrics,
            "notes": parcel.notes,
            "inputs": waiting.inputs,
        }
        io.write_json(stage / VALUES, values)
    return place


@contextmanager
def _staged(place: Path) -> Iterator[Path]:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".", dir=place.parent))
    try:
        yield stage
        shutil.rmtree(place, ignore_errors=True)
        stage.rename(place)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def opened(place: Path) -> Waiting:
    """Read a run that waits; nothing is unpickled.

    Raises
    ------
    IntegrityError, InputError
        If it is damaged.
    """
    values = io.read_json(place / VALUES)
    tables = sorted((place / TABLES).iterdir())
    models = sorted((place / MODELS).glob("*"))
    parcel = Parcel(
        folder=place / FILES,
        params=values["params"],
        metrics=values["metrics"],
        notes=values["notes"],
        tables=[
            Table(each.name, pd.read_json(each, orient="split", dtype=False))
            for each in tables
        ],
        models=[_open_model(each) for each in models],
    )
    return Waiting(
        name=values["name"],
        tags=values["tags"],
        parcel=parcel,
        inputs=values["inputs"],
    )


def waiting_in(box: Path | None) -> list[Path]:
    """Return the runs that wait, in the order in which they were kept."""
    if box is None or not box.is_dir():
        return []
    places = [each for each in box.iterdir() if (each / VALUES).exists()]
    whole = [each for each in places if each.suffix != DAMAGED]
    return sorted(whole, key=lambda each: (each.stat().st_mtime_ns, each.name))


def set_aside(place: Path, error: Exception) -> None:
    """Put a damaged run where it is not tried again."""
    place.rename(place.with_name(f"{place.name}{DAMAGED}"))
    warnings.warn(f"a run in the outbox is damaged: {error}", stacklevel=2)


def inputs_of(parcel: Parcel) -> list[dict[str, Any]]:
    """Return what is kept of the tables a scheme was fitted on: no rows."""
    return [described(dataset) for dataset in parcel.datasets]


def _seal_model(place: Path, model: Model) -> None:
    place.mkdir(parents=True)
    io.save_model(place / "model.skops", model.scheme)
    model.example.to_parquet(place / "example.parquet")
    if model.names is not None:
        model.names.to_parquet(place / "names.parquet")
    said = {
        "registered_as": model.registered_as,
        "description": model.description,
        "version": model.version,
    }
    io.write_json(place / VALUES, said)


def _open_model(place: Path) -> Model:
    names = place / "names.parquet"
    return Model(
        io.load_model(place / "model.skops"),
        pd.read_parquet(place / "example.parquet"),
        names=pd.read_parquet(names) if names.exists() else None,
        **io.read_json(place / VALUES),
    )
