"""A table into PostgreSQL: all of it, or as it was before."""
# ruff: noqa: S608 - every name is quoted

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa

from patronage.errors import ConfigError, MachineError
from patronage.ingest.sql import name as quoted
from patronage.io.databases.address import check_address, patient, redacted, shown

if TYPE_CHECKING:
    from adbc_driver_manager.dbapi import Cursor

STAGING = "patronage_staging"
SESSION = ("client_encoding = 'UTF8'", "timezone = 'UTC'")
COLUMNS = """
SELECT attname::text FROM pg_attribute
WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
"""


def write_postgres(address: str, table: str, rows: pa.RecordBatchReader) -> int:
    """Put rows in the place of those of a table, which is made if it is not there.

    They are streamed into a table that only this connection sees, and take the others'
    place in one transaction: readers see the old rows or the new ones, and rights,
    views and indexes stay. Returns how many rows there are now.

    Raises
    ------
    ConfigError
        If the address is none, or the table is there with other columns.
    MachineError
        If the server cannot be reached, or refuses.
    """
    check_address(address)
    target = ".".join(map(quoted, table.split(".")))
    with _writable(address), _transaction(address) as cursor:
        found = _columns(cursor, target)
        if found and set(found) != set(rows.schema.names):
            raise ConfigError(
                f"'{table}' in {shown(address)} should be new, or have the columns "
                f"{', '.join(rows.schema.names)}; it has {', '.join(found)}."
            )
        cursor.adbc_ingest(STAGING, rows, mode="create", temporary=True)
        return _replace(cursor, target, rows.schema.names)


def _replace(cursor: Cursor, target: str, names: list[str]) -> int:
    listed = ", ".join(map(quoted, names))
    select = f"SELECT {listed} FROM pg_temp.{STAGING}"
    cursor.execute(f"CREATE TABLE IF NOT EXISTS {target} AS {select} LIMIT 0")
    cursor.execute(f"TRUNCATE {target}")
    cursor.execute(f"INSERT INTO {target} ({listed}) {select}")
    cursor.execute(f"SELECT count(*) FROM {target}")
    ((count,),) = cursor.fetchall()
    return int(count)


def _columns(cursor: Cursor, target: str) -> list[str]:
    cursor.execute(COLUMNS, (target,))
    return [name for (name,) in cursor.fetchall()]


@contextmanager
def _transaction(address: str) -> Iterator[Cursor]:
    """One transaction, kept if the block ends well."""
    from adbc_driver_postgresql import dbapi

    with dbapi.connect(patient(address)) as connection:
        with connection.cursor() as cursor:
            for setting in SESSION:
                cursor.execute(f"SET {setting}")
            yield cursor
        connection.commit()


@contextmanager
def _writable(address: str) -> Iterator[None]:
    import adbc_driver_manager

    try:
        yield
    except (adbc_driver_manager.Error, pa.ArrowException, OSError) as error:
        reason = " ".join(redacted(str(error), address).split())
        raise MachineError(f"'{shown(address)}' cannot be written: {reason}") from None
