"""Declared fields of customers, as a batch holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from patronage.engine.integers import codes as codes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.engine.assembly import Facts
    from patronage.segments import FloatArray


SINCE = "since_day"


def attributes(
    records: pa.Table | None, registered: NDArray[np.bool_], facts: Facts
) -> dict[str, Any]:
    """Return a value per customer and field: floats, or categories.

    `records` are the rows of those who are `registered`; the others have no value.
    Where records have a day (`SINCE`), there is a value per record instead. The
    categories are the field's levels, whichever of them are there.
    """
    if records is None:
        return {}
    columns = facts.columns.get("customers", ())
    filled = np.ones(len(records), bool) if SINCE in columns else registered
    return {
        name: _typed(name, records[name], filled, facts)
        for name in columns
        if name != SINCE
    }


def _typed(
    name: str, values: pa.ChunkedArray, filled: NDArray[np.bool_], facts: Facts
) -> Any:
    kind = facts.fields[name]["kind"]
    if kind == "numeric":
        return _numbers(values, filled)
    levels = facts.levels.get(f"customers.{name}", ())
    codes = np.full(len(filled), -1, np.int32)
    codes[filled] = codes_of(values, levels)
    return pd.Categorical.from_codes(
        codes, pd.Index(levels, dtype="str"), ordered=kind == "ordinal"
    )


def _numbers(values: pa.ChunkedArray, filled: NDArray[np.bool_]) -> FloatArray:
    numbers = np.full(len(filled), np.nan)
    numbers[filled] = pc.fill_null(values.cast(pa.float64()), np.nan).to_numpy()
    return numbers
