"""DuckDB connections that see the declared files, and nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from joblib import effective_n_jobs

from patronage.errors import (
    ConfigError,
    InputError,
    MachineError,
    MemoryShortError,
)

# The process needs about 0.8 GB beside it: with 2.5 GB it stays below 4 GB.
MEMORY_SHARE, MEMORY_CEILING = 0.6, 2_500_000_000
MISSING_COLUMN = re.compile(r'Referenced column "(?P<name>.+?)" not found')
FURTHER = re.compile(r"\n\nLINE |\n  file = |\s+Candidate functions:")
CANDIDATES = re.compile(r'"([^"]+)"')
MISUNDERSTOOD = (
    duckdb.ParserException,
    duckdb.CatalogException,
    duckdb.PermissionException,
)


@contextmanager
def connect(
    *, threads: int, temp: Path | None = None, memory_limit: int | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that spills to `temp`, and loads no extension.

    `threads` counts as in joblib: -1 is one for each core. `memory_limit` is in bytes;
    by default it is a share of the machine's memory.

    Raises
    ------
    ConfigError
        If a query written in a yaml cannot be understood.
    InputError
        If a column that a query names is missing, or the data refuse a query.
    MachineError
        If the disk is full; MemoryShortError if memory runs out.
    """
    try:
        with duckdb.connect(
            config=_settings(threads, temp, memory_limit)
        ) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            yield connection
    except duckdb.BinderException as error:
        raise _unbound(error) from error
    except MISUNDERSTOOD as error:
        raise ConfigError(f"SQL: {_first_part(error)}") from error
    except duckdb.OutOfMemoryException as error:
        raise MemoryShortError(f"DuckDB: {_first_part(error)}") from error
    except duckdb.IOException as error:
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
    found = ", ".join(f"'{name}'" for name in near)
    return f" (found: {found}; did you mean one of these?)" if found else ""


def _settings(
    threads: int, temp: Path | None, memory_limit: int | None
) -> dict[str, str | int | bool]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    usual = min(int(memory * MEMORY_SHARE), MEMORY_CEILING)
    return {
        "threads": effective_n_jobs(threads),
        "memory_limit": f"{memory_limit or usual}B",
        "temp_directory": "" if temp is None else str(temp),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": True,
    }


def _first_part(error: Exception) -> str:
    first = FURTHER.split(str(error), maxsplit=1)[0]
    return " ".join(first.split())
