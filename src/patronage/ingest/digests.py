"""Rows that may equal others, found by 64-bit digests: sorting beats hashing."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from patronage.segments import IntArray

ROWS_AT_ONCE = 1 << 25
BATCH = 1 << 20
FRAME = "repeated digests"


def repeat(connection: DuckDBPyConnection, relation: str, columns: str) -> None:
    """Make the table `repeated` of the digests that several rows of a relation have.

    Takes 8 bytes of memory for each row, at most half a gigabyte; more rows are looked
    at in several passes, by the remainder of their digests.
    """
    count = connection.execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0]
    passes = 1 + count // ROWS_AT_ONCE
    digests = f"SELECT hash({columns}) AS digest FROM {relation}"
    parts = [
        f"SELECT digest FROM ({digests}) WHERE digest % {passes} = {part}"
        for part in range(passes)
    ]
    found = [_several(connection, part if passes > 1 else digests) for part in parts]
    frame = pd.DataFrame({"digest": np.concatenate(found)})
    connection.register(FRAME, frame)
    connection.execute(
        f'CREATE OR REPLACE TEMP TABLE repeated AS SELECT digest FROM "{FRAME}"'
    )
    connection.unregister(FRAME)


def _several(connection: DuckDBPyConnection, query: str) -> IntArray:
    batches = connection.sql(query).to_arrow_reader(BATCH)
    digests = np.concatenate(
        [np.empty(0, np.uint64), *(batch.column(0).to_numpy() for batch in batches)]
    )
    digests.sort()
    return np.unique(digests[1:][digests[1:] == digests[:-1]])
