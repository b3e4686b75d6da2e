"""A table as CSV, for a role: `python -m pipelines.export export.role=sales ...`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from patronage import config, ingest, io
from patronage.config import Config
from patronage.errors import ConfigError, InputError
from patronage.schema import TableSchema
from patronage.tables import (
    CONFLICTS,
    CUSTOMERS,
    DATA_QUALITY,
    DICTIONARY,
    FEATURES,
    NAMES,
    PENDING_CHANGES,
    PROFILE,
    SEGMENTS,
)
from pipelines import terminal, workspace

OF_SCHEMES = (SEGMENTS, NAMES, PROFILE)
OF_SOURCE = (CUSTOMERS, CONFLICTS, PENDING_CHANGES, DATA_QUALITY, DICTIONARY, FEATURES)


def run(cfg: Config) -> None:
    """Write what a role may see of one published table."""
    folder = workspace.folder(cfg)
    schema = _chosen(cfg)
    if not cfg.export.to:
        raise ConfigError("export.to should name the file to write; it is not given.")
    path = _outside(folder, config.root() / cfg.export.to)
    table = io.read_arrow(schema, folder, scheme=cfg.export.scheme)
    hidden = ingest.hidden(_registry(folder), cfg.export.role)
    io.write_csv(path, ingest.visible(table, hidden))
    left_out = f"; left out: {', '.join(hidden)}" if hidden else ""
    terminal.say(f"export: '{path}' has {len(table):,} rows{left_out}")


def _chosen(cfg: Config) -> TableSchema:
    known = {schema.name: schema for schema in (*OF_SOURCE, *OF_SCHEMES)}
    schema = known.get(cfg.export.table)
    if schema is None:
        raise ConfigError(
            f"export.table should be {', '.join(known)}; got '{cfg.export.table}'."
        )
    if (schema in OF_SCHEMES) != (cfg.export.scheme is not None):
        names = ", ".join(schema.name for schema in OF_SCHEMES)
        raise ConfigError(
            f"export.scheme goes with {names}, and with nothing else; "
            f"got {cfg.export.scheme} with {schema.name}."
        )
    return schema


def _outside(folder: io.Folder, path: Path) -> Path:
    """Refuse to write among the tables, where a stage would delete it or read it."""
    places = (folder.data / place for place in ("interim", "processed"))
    inside = any(path.resolve().is_relative_to(place.resolve()) for place in places)
    if path.is_dir() or inside:
        raise ConfigError(
            f"export.to should name a file outside the folders of tables; got '{path}'."
        )
    return path


def _registry(folder: io.Folder) -> dict[str, Any]:
    """Return the declared fields as the customers were published with them.

    None are declared only where the last ingest measured no field of a customer.
    """
    if folder.path(CUSTOMERS).is_file():
        fields: dict[str, Any] = json.loads(io.metadata(CUSTOMERS, folder)["fields"])
        return fields
    if not folder.path(DATA_QUALITY).is_file() or _measured(folder):
        raise InputError(
            "which fields a role may see should stand in the table customers; it is "
            "not there (run `python -m pipelines.ingest` first)."
        )
    return {}


def _measured(folder: io.Folder) -> bool:
    """Say whether the last ingest found customers to be recorded."""
    return CUSTOMERS.name in set(io.read(DATA_QUALITY, folder)["table"])


@config.main
def main(cfg: Config) -> None:
    """Write what a role may see of one published table."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
