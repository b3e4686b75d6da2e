"""What an ingest knows of the last one, and the page of what it found."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import config, ingest, io, profiles
from patronage.tables import (
    CHECKED_VALUES,
    CONFLICTS,
    CUSTOMERS,
    DATA_QUALITY,
    PENDING_CHANGES,
)

if TYPE_CHECKING:
    from pathlib import Path

    from patronage.schema import TableSchema


def register(
    connection: Any,
    source: ingest.Source,
    folder: io.Folder,
    scratch: Path,
) -> io.Inputs:
    """Show an ingest its files, and what the last one made of them."""
    file = ingest.separable(source)
    kept = (
        io.Kept(file=file, folder=folder.parts, recipe=repr(source)) if file else None
    )
    inputs = io.register(
        connection, source.files, config.root(), scratch=scratch, kept=kept
    )
    ingest.check_tails(source, inputs.warnings)
    _remember(connection, folder)
    return inputs


def notes(inputs: io.Inputs, folder: io.Folder) -> ingest.Notes:
    """What the files and the last ingest say, for the accounting to carry."""
    path = folder.file("interim", "accounting.json")
    again = [f.shown for f in inputs.files if f.status == "already_ingested"]
    return ingest.Notes(
        warnings=inputs.warnings,
        already_ingested=again,
        previous=io.read_json(path) if path.exists() else None,
    )


def quality_page(folder: io.Folder, *, customers: bool) -> str:
    """One page on how good the data are, from tables that have been written.

    With `customers` it lists the changes that wait, else it counts them; it never
    tells of what only some may read.
    """
    pending = _if_there(PENDING_CHANGES, folder)
    shown = pending[~pending["field"].isin(_hidden(folder))]
    return profiles.data_quality(
        io.read(DATA_QUALITY, folder),
        read_accounting(folder),
        _if_there(CONFLICTS, folder),
        shown if customers else shown[["field", "unusual"]],
        title=f"Data quality: {folder.source}",
    )


def write(accounting: ingest.Accounting, folder: io.Folder) -> None:
    """Write what became of every row, for programs and for people."""
    io.write_json(folder.file("interim", "accounting.json"), asdict(accounting))
    text = quality_page(folder, customers=True)
    io.write_text(folder.file("interim", "data_quality.html"), text)


def read_accounting(folder: io.Folder) -> dict[str, Any]:
    """Return what the last ingest counted, by name."""
    facts: dict[str, Any] = io.read_json(folder.file("interim", "accounting.json"))
    return facts


def told_accounting(folder: io.Folder) -> list[str]:
    """Say what became of every row in the last ingest."""
    return ingest.Accounting(**read_accounting(folder)).sentences()


def _remember(connection: Any, folder: io.Folder) -> None:
    """Show an ingest the customers of the last one, and what was accepted of them."""
    for schema, name in (
        (CUSTOMERS, "previous_customers"),
        (CHECKED_VALUES, "previous_checked"),
    ):
        if folder.path(schema).exists():
            connection.register(name, io.read_arrow(schema, folder))


def _hidden(folder: io.Folder) -> list[str]:
    if not folder.path(CUSTOMERS).exists():
        return []
    return ingest.hidden(json.loads(io.metadata(CUSTOMERS, folder)["fields"]), "")


def _if_there(schema: TableSchema, folder: io.Folder) -> pd.DataFrame:
    if not folder.path(schema).exists():
        return pd.DataFrame(columns=list(schema.required))
    return io.read(schema, folder)
