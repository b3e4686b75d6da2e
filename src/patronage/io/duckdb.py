"""DuckDB connections that see the declared files, and nothing else."""
# ruff: noqa: S608 - values that cannot be bound are quoted by _literal and _quoted

from __future__ import annotations

import csv
import importlib.util
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
from joblib import effective_n_jobs

from patronage.errors import ConfigError, InputError, MachineError
from patronage.ingest.source import File

MEMORY_SHARE, MEMORY_CEILING = 0.6, 4 << 30
UNIT_SEPARATOR = "\x1f"
MISSING_COLUMN = re.compile(r'Referenced column "(?P<name>.+?)" not found')
FURTHER = re.compile(r"\n\nLINE |\n  file = |\s+Candidate functions:")
DELIMITERS = (";", "\t", "|", ",")
CANDIDATES = re.compile(r'"([^"]+)"')
MISUNDERSTOOD = (
    duckdb.ParserException,
    duckdb.CatalogException,
    duckdb.PermissionException,
)
REASON = (
    "CASE error_type WHEN 'UNQUOTED VALUE' THEN 'unclosed_quote' "
    "WHEN 'INVALID ENCODING' THEN 'bad_encoding' "
    "WHEN 'LINE SIZE OVER MAXIMUM' THEN 'line_length' ELSE 'field_count' END"
)


@contextmanager
def connect(
    *, threads: int, temp: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that spills to `temp`, and loads no extension.

    `threads` counts as in joblib: -1 is one for each core.

    Raises
    ------
    ConfigError
        If a query written in a yaml cannot be understood.
    InputError
        If a column that a query names is missing, or the data refuse a query.
    MachineError
        If memory or disk run out.
    """
    try:
        with duckdb.connect(config=_settings(threads, temp)) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            yield connection
    except duckdb.BinderException as error:
        raise _unbound(error) from error
    except MISUNDERSTOOD as error:
        raise ConfigError(f"SQL: {_first_part(error)}") from error
    except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
        raise MachineError(f"DuckDB: {_first_part(error)}") from error
    except duckdb.Error as error:
        raise InputError(f"DuckDB: {_first_part(error)}") from error


def _unbound(error: duckdb.BinderException) -> ConfigError | InputError:
    missing = MISSING_COLUMN.search(str(error))
    if missing is None:
        return ConfigError(f"SQL: {_first_part(error)}")
    listed = str(error).partition("Candidate bindings:")[2].splitlines()[:1]
    near = [n for n in CANDIDATES.findall("".join(listed)) if not n.endswith("_line")]
    return InputError(f"the column '{missing['name']}' is missing{_hint(near)}.")


def _hint(near: list[str]) -> str:
    other = next((d for d in DELIMITERS if any(d in name for name in near)), None)
    if other is not None:
        return f" (found: '{near[0]}'; the file looks like its delimiter is {other!r})"
    found = ", ".join(f"'{name}'" for name in near)
    return f" (found: {found}; did you mean one of these?)" if found else ""


def _settings(threads: int, temp: Path | None) -> dict[str, str | int | bool]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "threads": effective_n_jobs(threads),
        "memory_limit": f"{min(int(memory * MEMORY_SHARE), MEMORY_CEILING)}B",
        "temp_directory": "" if temp is None else str(temp),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": True,
    }


def register(
    connection: duckdb.DuckDBPyConnection, files: Mapping[str, File], base: Path
) -> None:
    """Give each file a relation of its name, with its row numbers as `<name>_line`.

    Text is read as text; rows that cannot be split into the declared columns go to
    `<name>_rejected` (line, reason, value). Afterwards the connection can open
    nothing else.

    Raises
    ------
    InputError
        If a file is missing or cannot be read.
    """
    paths = {name: _resolved(name, file, base) for name, file in files.items()}
    for name, file in files.items():
        with _readable(name, paths[name]):
            if file.format == "parquet":
                _register_parquet(connection, name, paths[name])
            else:
                _register_text(connection, name, file, paths[name])
    # The views are read later, so what they name stays allowed; the rest is shut.
    allowed = ", ".join(_literal(path) for path in paths.values())
    connection.execute(f"SET allowed_paths = [{allowed}]")
    connection.execute("SET enable_external_access = false")


def _register_parquet(
    connection: duckdb.DuckDBPyConnection, name: str, path: str
) -> None:
    connection.execute(
        f"CREATE VIEW {_quoted(name)} AS "
        f"SELECT * EXCLUDE (file_row_number), "
        f"file_row_number + 1 AS {_quoted(name + '_line')} "
        f"FROM read_parquet({_literal(path)}, file_row_number = true)"
    )
    connection.execute(
        f"CREATE TEMP TABLE {_quoted(name + '_rejected')} "
        "(line BIGINT, reason VARCHAR, value VARCHAR)"
    )


def _register_text(
    connection: duckdb.DuckDBPyConnection, name: str, file: File, path: str
) -> None:
    header = int(file.header and file.format == "csv")
    connection.execute(
        f"CREATE TEMP TABLE {_quoted(name)} AS "
        f"SELECT *, row_number() OVER () AS {_quoted(name + '_line')} "
        f"FROM read_csv({_literal(path)}, auto_detect = false, strict_mode = true, "
        f"{_dialect(file, path)}, header = false, skip = {header}, "
        f"store_rejects = true, rejects_limit = 0)"
    )
    connection.execute(
        f"CREATE TEMP TABLE {_quoted(name + '_rejected')} AS "
        f"SELECT CAST(line - {header} AS BIGINT) AS line, min({REASON}) AS reason, "
        "min(left(csv_line, 64)) AS value FROM reject_errors GROUP BY line"
    )
    connection.execute("DELETE FROM reject_errors")
    _check_quotes(connection, name, path)
    connection.execute(_renumbered(name))


def _check_quotes(connection: duckdb.DuckDBPyConnection, name: str, path: str) -> None:
    found = connection.execute(
        f"SELECT min(line) FROM {_quoted(name + '_rejected')} "
        "WHERE reason = 'unclosed_quote'"
    ).fetchall()
    if found[0][0] is not None:
        raise InputError(
            f"file '{name}': '{path}' has a quote that never ends, from row "
            f"{found[0][0]} on."
        )


def _renumbered(name: str) -> str:
    """Make room in the row numbers for the rows that could not be split."""
    line, rejected = _quoted(f"{name}_line"), _quoted(f"{name}_rejected")
    return (
        f"UPDATE {_quoted(name)} SET {line} = {line} + ("
        "SELECT count(*) FROM ("
        f"SELECT line - row_number() OVER (ORDER BY line) AS before FROM {rejected}"
        f") WHERE before < {line}) "
        f"WHERE (SELECT count(*) FROM {rejected}) > 0"
    )


def _dialect(file: File, path: str) -> str:
    lines = file.format == "lines"
    names = ["text"] if lines else list(file.names) or _header(file, path)
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in names)
    delimiter = UNIT_SEPARATOR if lines else file.delimiter
    quote = "" if lines else file.quote
    return (
        f"columns = {{{columns}}}, delim = {_literal(delimiter)}, "
        f"quote = {_literal(quote)}, escape = {_literal(quote)}, "
        f"encoding = {_literal(file.encoding)}"
    )


def _header(file: File, path: str) -> list[str]:
    encoding = "utf-8-sig" if file.encoding == "utf-8" else file.encoding
    with Path(path).open(encoding=encoding, errors="surrogateescape", newline="") as f:
        rows = csv.reader(f, delimiter=file.delimiter, quotechar=file.quote or None)
        names = [name.strip() for name in next(rows, [])]
    "".join(names).encode()  # raises where the header itself is badly encoded
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise InputError(f"'{path}' names columns twice: {', '.join(doubled)}.")
    if not names:
        raise InputError(f"'{path}' is empty.")
    return names


def _resolved(name: str, file: File, base: Path) -> str:
    package, _, inside = file.path.removeprefix("package:").partition("/")
    found = base / file.path
    if file.path.startswith("package:"):
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise InputError(f"file '{name}': package '{package}' is not installed.")
        found = Path(spec.origin).parent / inside
    if not found.is_file():
        raise InputError(f"file '{name}': '{found}' does not exist.")
    return str(found)


@contextmanager
def _readable(name: str, path: str) -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, OSError, UnicodeError, csv.Error) as error:
        raise InputError(
            f"file '{name}': '{path}' cannot be read: {_first_part(error)}"
        ) from error


def _first_part(error: Exception) -> str:
    first = FURTHER.split(str(error), maxsplit=1)[0]
    return " ".join(first.split())


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
