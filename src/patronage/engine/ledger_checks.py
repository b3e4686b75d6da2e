"""What must hold in a ledger that ingest may not have written itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import InputError
from patronage.tables import LEDGER

if TYPE_CHECKING:
    import pyarrow as pa

    from patronage.batch import CustomerBatch

NEVER_NULL = frozenset(field.name for field in LEDGER.fields if not field.nullable)


def check_ids(ids: pa.ChunkedArray) -> None:
    """Refuse rows of nobody.

    Raises
    ------
    InputError
        Telling how many there are.
    """
    if ids.null_count:
        raise InputError(
            f"ledger: 'customer_id' should have no nulls; got {ids.null_count}."
        )


def check_ledger(rows: pa.Table | None, batch: CustomerBatch) -> None:
    """Refuse nulls where the contract has none, and texts that are not levels.

    Raises
    ------
    InputError
        Naming each column.
    """
    if rows is None:
        return
    columns = [name for name in rows.column_names if rows[name].null_count]
    nulls = [
        f"'{name}' should have no nulls; got {rows[name].null_count}."
        for name in columns
        if name in NEVER_NULL
    ]
    unknown = [
        f"'{name}' should have the levels of ingest; got others in {count} rows."
        for name in batch.levels
        if (count := _unknown(rows, batch, name))
    ]
    if nulls or unknown:
        raise InputError(f"ledger: {' '.join([*nulls, *unknown])}")


def _unknown(rows: pa.Table, batch: CustomerBatch, name: str) -> int:
    if name not in batch.ledger:
        return 0
    codes = batch[name].values
    return int(np.count_nonzero(codes == -1)) - rows[name].null_count
