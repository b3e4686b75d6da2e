"""A set of files of which some were cast by an earlier ingest."""
# ruff: noqa: S608 - every name and value is quoted

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from patronage.ingest import sql
from patronage.io.parts import Part, keep_part, sweep_parts
from patronage.io.raw.intake import Intake
from patronage.io.raw.loaders import Warnings, load
from patronage.io.raw.numbering import FILE_BITS
from patronage.io.raw.relations import list_files, reject


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Where cast rows of one declared file are kept, and by which recipe."""

    file: str
    folder: Path
    recipe: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Which files of a set are new, by their places, and the parts of the others."""

    kept: Kept
    new: Mapping[int, str]
    parts: Sequence[Part]
    scratch: Path


def load_beside(
    connection: duckdb.DuckDBPyConnection, intake: Intake, parts: Sequence[Part]
) -> Warnings:
    """Load the files that no part holds, and show the parts as `<name>_earlier`.

    Without new files there is no relation of the declared name.
    """
    done = {sha256 for part in parts for sha256 in part.files}
    places = {file.sha256: place for place, file in enumerate(intake.read)}
    new = tuple(file for file in intake.read if file.sha256 not in done)
    warnings: Warnings = ()
    if new:
        warnings = load(connection, replace(intake, inputs=new))
        connection.execute(f"DROP TABLE {sql.name(f'{intake.name}_files')}")
        _renumber(connection, intake.name, [places[file.sha256] for file in new])
    else:
        reject(connection, intake.name, [])
    list_files(connection, intake.name, [file.shown for file in intake.read])
    _show(connection, intake.name, parts, places)
    return warnings


def keep_rows(
    connection: duckdb.DuckDBPyConnection, progress: Progress | None, table: str
) -> None:
    """Keep the cast rows of new files as a part, and sweep what is no longer used."""
    if progress is None:
        return
    used = list(progress.parts)
    if progress.new:
        made = part_path(progress.scratch)
        connection.execute(_copied(progress, table, made))
        used.append(keep_part(made, progress.kept.folder, progress.kept.recipe))
    sweep_parts(progress.kept.folder, used)


def part_path(scratch: Path) -> Path:
    """Where a new part is made."""
    return scratch / "part.parquet"


def _renumber(
    connection: duckdb.DuckDBPyConnection, name: str, places: Sequence[int]
) -> None:
    """Code lines with the places of new files in the whole set."""
    line, new = sql.name(f"{name}_line"), sql.name(f"{name}_new")
    connection.execute(f"ALTER VIEW {sql.name(name)} RENAME TO {new}")
    connection.execute(
        f"CREATE TEMP VIEW {sql.name(name)} AS "
        f"SELECT * REPLACE ({_placed(line, places)} AS {line}) FROM {new}"
    )
    rejected = sql.name(f"{name}_rejected")
    connection.execute(f"UPDATE {rejected} SET line = {_placed('line', places)}")


def _show(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    parts: Sequence[Part],
    places: Mapping[str, int],
) -> None:
    if not parts:
        return
    shown = " UNION ALL BY NAME ".join(
        f"SELECT * REPLACE ({_placed('line', [places[f] for f in part.files])} "
        f"AS line) FROM read_parquet({sql.literal(str(part.path))})"
        for part in parts
    )
    connection.execute(f"CREATE TEMP VIEW {sql.name(f'{name}_earlier')} AS {shown}")


def _placed(line: str, places: Sequence[int]) -> str:
    """Put another place into a coded line."""
    place = f"CAST({list(places)}[({line} >> {FILE_BITS}) + 1] AS BIGINT)"
    return f"(({place} << {FILE_BITS}) | ({line} & {(1 << FILE_BITS) - 1}))"


def _copied(progress: Progress, table: str, made: Path) -> str:
    """Rows of new files, read or not, coded with their places among these."""
    files = sql.literal(json.dumps(list(progress.new.values())))
    places = list(progress.new)
    among = [
        places.index(p) if p in progress.new else 0 for p in range(max(places) + 1)
    ]
    new = f"line >> {FILE_BITS} IN ({', '.join(map(str, places))})"
    rejected = sql.name(f"{progress.kept.file}_rejected")
    return (
        f"COPY (SELECT * REPLACE ({_placed('line', among)} AS line) FROM ("
        f"SELECT *, false AS unread FROM {table} UNION ALL BY NAME "
        f"SELECT line, reason, value AS reason_value, true AS unread FROM {rejected}) "
        f"WHERE {new}) TO {sql.literal(str(made))} "
        f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{files: {files}}})"
    )
