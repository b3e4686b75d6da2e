from datetime import date

import pyarrow as pa
import pytest

from patronage.engine.integers import codes, integers


def chunked(*chunks, kind=None) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(c, kind) for c in chunks], kind)


def coded(*chunks) -> pa.ChunkedArray:
    return pa.chunked_array(
        [pa.array(c, pa.string()).dictionary_encode() for c in chunks]
    )


@pytest.mark.parametrize(
    ("kind", "given", "found"),
    [
        (pa.int64(), [5, None], [5, 0]),
        (pa.int8(), [23, None], [23, -1]),
        (pa.bool_(), [True, False, None], [1, 0, 0]),
        (pa.date32(), [date(1970, 1, 3), None, date(1969, 12, 31)], [2, 0, -1]),
    ],
)
def test_what_is_missing_is_a_number_too(kind, given, found):
    assert integers(chunked(given, given[:1], kind=kind)).tolist() == found + found[:1]


def test_codes_are_places_among_the_levels_in_every_chunk():
    levels = ("a", "b", "c")
    column = coded(["c", "a", None], ["b", "c"], [])
    assert codes(column, levels).tolist() == [2, 0, -1, 1, 2]
    assert codes(column.cast(pa.string()), levels).tolist() == [2, 0, -1, 1, 2]


def test_a_text_that_is_no_level_has_no_code():
    assert codes(coded(["new", "a"]), ("a",)).tolist() == [-1, 0]


def test_nothing_has_no_codes():
    empty = pa.chunked_array([], pa.dictionary(pa.int32(), pa.string()))
    assert codes(empty, ("a",)).tolist() == []
