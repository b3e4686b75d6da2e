"""What an ingest knows of the last one, and what it tells of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import config, ingest, io, profiles, tracking
from patronage.loggable import Loggable, Metric, Params, Table, Text
from patronage.tables import (
    CHECKED_VALUES,
    CONFLICTS,
    CUSTOMERS,
    DATA_QUALITY,
    PENDING_CHANGES,
)
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from patronage.config import Config
    from patronage.schema import TableSchema

COUNTED = ("read", "ledger", "quarantined", "deduplicated")


def register(
    connection: DuckDBPyConnection,
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


def page(folder: io.Folder, *, customers: bool) -> str:
    """One page on how good the data are, from tables that have been written.

    With `customers` it lists the changes that wait, else it counts them; it never
    tells of what only some may read.
    """
    pending = _if_there(PENDING_CHANGES, folder)
    shown = pending[~pending["field"].isin(_hidden(folder))]
    return profiles.data_quality(
        io.read(DATA_QUALITY, folder),
        _accounting(folder),
        _if_there(CONFLICTS, folder),
        shown if customers else shown[["field", "unusual"]],
        title=f"Data quality: {folder.source}",
    )


def write(accounting: ingest.Accounting, folder: io.Folder) -> None:
    """Write what became of every row, for programs and for people."""
    io.write_json(folder.file("interim", "accounting.json"), asdict(accounting))
    text = page(folder, customers=True)
    io.write_text(folder.file("interim", "data_quality.html"), text)


def tell(cfg: Config, accounting: ingest.Accounting) -> None:
    """Print the accounting, and track it beside the runs of schemes."""
    for sentence in accounting.sentences():
        terminal.say(sentence)
    folder = workspace.folder(cfg)
    terminal.say(f"  data quality: {folder.file('interim', 'data_quality.html')}")
    if cfg.tracking.enabled:
        store = workspace.store(cfg)
        beside = replace(store, experiment=f"{store.experiment}-data")
        tags = {"job": workspace.job(cfg), "stage": "ingest", "source": cfg.source.name}
        tracking.log(_items(cfg, folder), beside, name=cfg.source.name, tags=tags)


def _remember(connection: DuckDBPyConnection, folder: io.Folder) -> None:
    """Show an ingest the customers of the last one, and what was accepted of them."""
    for schema, name in (
        (CUSTOMERS, "previous_customers"),
        (CHECKED_VALUES, "previous_checked"),
    ):
        if folder.path(schema).exists():
            connection.register(name, io.read_arrow(schema, folder))


def _items(cfg: Config, folder: io.Folder) -> Iterator[Loggable]:
    facts, quality = _accounting(folder), io.read(DATA_QUALITY, folder)
    yield Table("data_quality.json", quality)
    yield Params({"source": cfg.source.name, "last_day": facts["last_day"]})
    for fate in COUNTED:
        yield Metric(f"rows/{fate}", facts[f"rows_{fate}"])
        money = facts[f"money_{fate}"] / 10 ** facts["money_scale"]
        yield Metric(f"money/{fate}", money)
    yield Metric("customers", facts["customers"])
    for share in ("completeness", "validity"):
        yield Metric(f"quality/{share}", float(quality[share].mean()))
    yield Table("data_quality.csv", quality)
    yield Text("data_quality.html", page(folder, customers=False))
    yield Text("config.yaml", config.to_yaml(cfg, {}))


def _accounting(folder: io.Folder) -> dict[str, Any]:
    facts: dict[str, Any] = io.read_json(folder.file("interim", "accounting.json"))
    return facts


def _hidden(folder: io.Folder) -> list[str]:
    if not folder.path(CUSTOMERS).exists():
        return []
    return ingest.hidden(json.loads(io.metadata(CUSTOMERS, folder)["fields"]), "")


def _if_there(schema: TableSchema, folder: io.Folder) -> pd.DataFrame:
    if not folder.path(schema).exists():
        return pd.DataFrame(columns=list(schema.required))
    return io.read(schema, folder)
