"""A set of files of which some were cast by an earlier ingest."""
# ruff: noqa: S608 - every name and value is quoted

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from patronage.errors import InputError
from patronage.ingest import sql
from patronage.io.parts import Part, keep_part, sweep_parts
from patronage.io.raw.inputs import Inputs
from patronage.io.raw.intake import Intake
from patronage.io.raw.loaders import Warnings, load
from patronage.io.raw.numbering import FILE_BITS
from patronage.io.raw.relations import list_files, reject

MANY = 32


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Where cast rows of one declared file are kept, and by which recipe."""

    file: str
    folder: Path
    recipe: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The files of a set in their places, and the parts of those cast earlier."""

    kept: Kept
    files: Sequence[str]
    parts: Sequence[Part]
    scratch: Path

    @property
    def new(self) -> list[int]:
        """Places of the files that no part holds."""
        done = {file for part in self.parts for file in part.files}
        return [n for n, file in enumerate(self.files) if file not in done]


def load_beside(
    connection: duckdb.DuckDBPyConnection, intake: Intake, progress: Progress
) -> Warnings:
    """Load the files that no part holds, and show the parts as `<name>_earlier`.

    Without new files there is no relation of the declared name.

    Raises
    ------
    InputError
        If new files have other columns than those of the parts.
    """
    new = tuple(intake.read[place] for place in progress.new)
    warnings: Warnings = ()
    if new:
        warnings = load(connection, replace(intake, inputs=new))
        connection.execute(f"DROP TABLE {sql.name(f'{intake.name}_files')}")
        _check_columns(connection, intake.name, progress.parts)
        _renumber(connection, intake.name, progress.new)
    else:
        reject(connection, intake.name, [])
    list_files(connection, intake.name, [file.shown for file in intake.read])
    if progress.parts:
        _show(connection, intake.name, progress)
    return (*warnings, *(told for part in progress.parts for told in part.warnings))


def keep_rows(
    connection: duckdb.DuckDBPyConnection, inputs: Inputs, table: str
) -> None:
    """Keep the cast rows of new files as a part, and sweep what is no longer used.

    Of many parts and new files together one part is made.
    """
    progress = inputs.progress
    if progress is None:
        return
    many = len(progress.parts) >= MANY
    used = [] if many else list(progress.parts)
    places = list(range(len(progress.files))) if many else progress.new
    if places:
        made = part_path(progress.scratch)
        about = _about(connection, inputs, progress, places)
        connection.execute(_copied(progress, table, places, about, made))
        used.append(keep_part(made, progress.kept.folder, progress.kept.recipe))
    sweep_parts(progress.kept.folder, used)


def part_path(scratch: Path) -> Path:
    """Where a new part is made."""
    return scratch / "part.parquet"


def _check_columns(
    connection: duckdb.DuckDBPyConnection, name: str, parts: Sequence[Part]
) -> None:
    found = _columns(connection, name)
    for part in parts:
        either = dict.fromkeys([*part.columns, *found])
        odd = [n for n in either if part.columns.get(n) != found.get(n)]
        if odd:
            raise InputError(
                f"file '{name}': new files should have the columns of those that "
                f"were ingested before; '{odd[0]}' is {found.get(odd[0], 'missing')}, "
                f"there {part.columns.get(odd[0], 'missing')}."
            )


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    described = connection.execute(f"DESCRIBE {sql.name(name)}").fetchall()
    return {row[0]: row[1] for row in described if row[0] != f"{name}_line"}


def _renumber(
    connection: duckdb.DuckDBPyConnection, name: str, places: Sequence[int]
) -> None:
    """Code lines with the places of new files in the whole set."""
    line, new = sql.name(f"{name}_line"), sql.name(f"{name}_new")
    connection.execute(f"ALTER VIEW {sql.name(name)} RENAME TO {new}")
    connection.execute(
        f"CREATE TEMP VIEW {sql.name(name)} AS "
        f"SELECT * REPLACE ({_placed(line, str(list(places)))} AS {line}) FROM {new}"
    )
    rejected = sql.name(f"{name}_rejected")
    placed = _placed("line", str(list(places)))
    connection.execute(f"UPDATE {rejected} SET line = {placed}")


def _show(connection: duckdb.DuckDBPyConnection, name: str, progress: Progress) -> None:
    place = {file: n for n, file in enumerate(progress.files)}
    places = [[place[file] for file in part.files] for part in progress.parts]
    paths = sql.listed(str(part.path) for part in progress.parts)
    placed = _placed("line", f"{places}[CAST(file_index AS BIGINT) + 1]")
    connection.execute(
        f"CREATE TEMP VIEW {sql.name(f'{name}_earlier')} AS "
        f"SELECT * REPLACE ({placed} AS line) FROM read_parquet([{paths}])"
    )


def _placed(line: str, places: str) -> str:
    """Put another place into a coded line: that which `places` has for it."""
    place = f"CAST(({places})[({line} >> {FILE_BITS}) + 1] AS BIGINT)"
    return f"(({place} << {FILE_BITS}) | ({line} & {(1 << FILE_BITS) - 1}))"


def _about(
    connection: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    progress: Progress,
    places: Sequence[int],
) -> Mapping[str, str]:
    """What a part says of itself."""
    columns = (
        _columns(connection, progress.kept.file)
        if progress.new
        else dict(progress.parts[0].columns)
    )
    told = list(_warnings(inputs, progress, places))
    files = [progress.files[place] for place in places]
    facts = {"files": files, "columns": columns, "warnings": told}
    return {key: json.dumps(value) for key, value in facts.items()}


def _warnings(
    inputs: Inputs, progress: Progress, places: Sequence[int]
) -> Iterator[str]:
    shown = [f.shown for f in inputs.read(progress.kept.file)]
    names = [f"'{shown[place]}'" for place in places]
    left_out = {f.shown for f in inputs.files if f.status != "read"}
    for told in inputs.warnings:
        if any(name in told for name in names) and not any(n in told for n in left_out):
            yield told


def _copied(
    progress: Progress,
    table: str,
    places: Sequence[int],
    about: Mapping[str, str],
    made: Path,
) -> str:
    """Rows of some files, read or not, coded with their places among these."""
    order = {place: n for n, place in enumerate(places)}
    among = [order.get(place, 0) for place in range(max(places) + 1)]
    own = f"line >> {FILE_BITS} IN ({', '.join(map(str, places))})"
    rejected = sql.name(f"{progress.kept.file}_rejected")
    metadata = ", ".join(f"{key}: {sql.literal(v)}" for key, v in about.items())
    return (
        f"COPY (SELECT * REPLACE ({_placed('line', str(among))} AS line) FROM ("
        f"SELECT *, false AS unread FROM {table} UNION ALL BY NAME "
        f"SELECT line, reason, value AS reason_value, true AS unread FROM {rejected}) "
        f"WHERE {own}) TO {sql.literal(str(made))} "
        f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{metadata}}})"
    )
