"""Columns of Arrow as the whole numbers that features reduce."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from patronage.ragged import Values

NONE = -1


def integers(column: pa.ChunkedArray) -> Values:
    """Whole numbers for days, counts, hours or minor units, as wide as in the file.

    No hour is -1; nothing else is 0.
    """
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.int8())
        return pc.fill_null(column, 0).to_numpy()
    missing = NONE if pa.types.is_int8(column.type) else 0
    return (pc.fill_null(column, missing) if column.null_count else column).to_numpy()


def codes(column: pa.ChunkedArray, levels: Sequence[str]) -> Values:
    """Codes of a text column, by the place of each text in `levels`; none is -1."""
    places = _places(tuple(levels))
    parts = [_placed(part, places) for part in _coded(column).chunks]
    return pc.fill_null(pa.chunked_array(parts, pa.int32()), NONE).to_numpy()


def _coded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    is_coded = pa.types.is_dictionary(column.type)
    return column if is_coded else column.dictionary_encode()


@functools.lru_cache(maxsize=64)
def _places(levels: tuple[str, ...]) -> pd.Index[Any]:
    """The levels, with the hash table by which pandas finds them."""
    return pd.Index(list(levels), dtype=object)


def _placed(part: pa.DictionaryArray, places: pd.Index[Any]) -> pa.Int32Array:
    texts = part.dictionary.to_numpy(zero_copy_only=False)
    found = places.get_indexer(pd.Index(texts, dtype=object)).astype(np.int32)
    return pa.array(found).take(part.indices)
