"""Which segment is meant, by whatever it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import InputError
from patronage.segments import segment_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from patronage.segments import SegmentName


def targets(names: Mapping[int, SegmentName], n_segments: int) -> dict[str, int]:
    """Return the segment by its key, its names and its id (S01); bare numbers are none.

    Segments are counted from 1 in ids and from 0 in tables: a number would be either.
    """
    of_names = [
        {getattr(name, part): segment for segment, name in names.items()}
        for part in ("key", "en", "zh")
    ]
    there = range(n_segments)
    told = {
        text: segment for each in reversed(of_names) for text, segment in each.items()
    }
    ids = {segment_id(segment): segment for segment in there}
    found = {**ids, **told}
    return {text.casefold(): s for text, s in found.items() if s in there}


def with_segments(
    overrides: pd.DataFrame, scheme: str, known: Mapping[str, int]
) -> pd.DataFrame:
    """Return the overrides of one scheme, `segment` as its number.

    Raises
    ------
    InputError
        If a segment is not one of the `targets`: a sentence each, with the line.
    """
    own = overrides[overrides["scheme"] == scheme]
    asked = own["segment"].str.casefold()
    unknown = own[~asked.isin(list(known))]
    if len(unknown):
        some = ", ".join(known) or "none"
        told = zip(unknown["line"], unknown["segment"], strict=True)
        raise InputError(
            " ".join(
                f"overrides: line {line} should name a segment of {scheme} ({some}); "
                f"got '{segment}'."
                for line, segment in told
            )
        )
    return own.assign(segment=asked.map(known).astype(np.int64))
