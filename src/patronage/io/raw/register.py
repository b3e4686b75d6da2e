"""Every declared file as a relation, and a connection that opens nothing else."""
# ruff: noqa: S608 - every name and value is quoted

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from patronage.errors import InputError
from patronage.ingest import sql
from patronage.ingest.declared.file import File
from patronage.ingest.staging import exists
from patronage.io.parts import code_recipe, find_parts
from patronage.io.raw import totals
from patronage.io.raw.earlier import Kept, Progress, load_beside, part_path
from patronage.io.raw.inputs import Inputs
from patronage.io.raw.intake import Intake, take
from patronage.io.raw.loaders import load

DATABASES = ("duckdb", "postgres", "sqlite")


def register(
    connection: duckdb.DuckDBPyConnection,
    files: Mapping[str, File],
    base: Path,
    *,
    scratch: Path,
    kept: Kept | None = None,
) -> Inputs:
    """Give each declared file a relation of its name, and say what was read.

    The relation numbers its rows in `<name>_line`: (file << 40) | line, the physical
    line of a text or the number of a row. `<name>_rejected` (line, reason, value) has
    the lines that are no rows, `<name>_files` (file, name) the files. Text is read as
    text. Afterwards the connection can open nothing else. What is in `scratch` should
    stay there as long as the connection is used.

    Of a set, files whose cast rows are `kept` are not read again: their rows are in
    `<name>_earlier`.

    Raises
    ------
    InputError
        If a file is missing, cannot be read, or disagrees with a control total.
    IntegrityError
        If a path leads elsewhere than to a regular file of its set.
    QualityError
        If a text is empty.
    """
    intakes = [
        take(name, file, base, scratch / str(index))
        for index, (name, file) in enumerate(files.items())
    ]
    warnings = [sentence for intake in intakes for sentence in intake.warnings]
    inputs = tuple(file for intake in intakes for file in intake.inputs)
    progress = _progress(intakes, kept)
    for intake in intakes:
        warnings += _load(connection, intake, progress)
    _shut(connection, intakes, progress)
    return Inputs(inputs, tuple(warnings), progress)


def _progress(intakes: Sequence[Intake], kept: Kept | None) -> Progress | None:
    """Find what is kept of a set; the other files belong to the recipe.

    Nothing is kept beside databases, which change without their files.
    """
    own = next((i for i in intakes if kept is not None and i.name == kept.file), None)
    if kept is None or own is None or not own.is_set:
        return None
    if any(intake.file.format in DATABASES for intake in intakes):
        return None
    others = [f.identity for i in intakes if i is not own for f in i.read]
    exact = replace(kept, recipe=code_recipe(kept.recipe, *others))
    files = [file.identity for file in own.read]
    parts = find_parts(kept.folder, exact.recipe, files)
    return Progress(kept=exact, files=files, parts=parts, scratch=own.scratch)


def _load(
    connection: duckdb.DuckDBPyConnection, intake: Intake, progress: Progress | None
) -> tuple[str, ...]:
    try:
        if progress is not None and intake.name == progress.kept.file:
            warnings = load_beside(connection, intake, progress)
        else:
            warnings = load(connection, intake)
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        raise
    except (duckdb.Error, UnicodeError) as error:
        raise InputError(
            f"file '{intake.name}' cannot be read: {_told(error)}"
        ) from error
    _check_rows(connection, intake)
    return warnings


def _told(error: Exception) -> str:
    """Leave what was said first, also where DuckDB hands on what a stream raised."""
    own = str(error).partition("Unknown error: ")[2] or str(error)
    first = re.split(r"\n\n|\. Detail: Python exception", own)[0]
    return " ".join(first.split())


def _check_rows(connection: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    if intake.file.rows is None:
        return
    found = sum(
        connection.execute(f"SELECT count(*) FROM {sql.name(table)}").fetchall()[0][0]
        for ending in ("", "_rejected", "_earlier")
        if exists(connection, table := f"{intake.name}{ending}")
    )
    totals.check_rows(f"file '{intake.name}'", intake.file.rows, found)


def _shut(
    connection: duckdb.DuckDBPyConnection,
    intakes: Sequence[Intake],
    progress: Progress | None,
) -> None:
    # The views are read later, so what they name stays allowed; the rest is shut.
    paths = [str(path) for intake in intakes for _, path in intake.paths()]
    if progress is not None:
        paths += [str(part.path) for part in progress.parts]
        paths.append(str(part_path(progress.scratch)))
    connection.execute(f"SET allowed_paths = [{sql.listed(paths)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
