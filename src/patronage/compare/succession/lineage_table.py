"""The table of what became of segments: a row per old and new segment that met."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from patronage.agreement import jaccard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patronage.agreement import Counts, Event
    from patronage.segments import IntArray

MOVED = "moved"
NOWHERE = -1  # the last row and column of what is padded


class Link(NamedTuple):
    """An old segment and a new one; either may be `NOWHERE`."""

    fate: str
    old: int
    new: int


def lineage_table(
    events: Iterable[Event],
    counts: Counts,
    *,
    sizes: tuple[IntArray, IntArray],
    names: tuple[pd.DataFrame, pd.DataFrame],
    as_of: pd.Timestamp,
) -> pd.DataFrame:
    """Return the table `lineage`.

    A row per pair that an event is about, by its `fate`: "kept", "split", "merged";
    "born" and "died" have one side only, and all its customers. Where customers went
    beside, the fate is "moved". `customers` are common to both, `old_customers` and
    `new_customers` all of either segment.
    """
    links = list(_links(events, counts))
    old, new = (np.array([link[at] for link in links], np.int64) for at in (1, 2))
    met, alike = (
        np.pad(cells, ((0, 1), (0, 1))) for cells in (counts, jaccard(counts))
    )
    whole = [np.append(sizes[0], 0)[old], np.append(sizes[1], 0)[new]]
    one_sided = (old == NOWHERE) | (new == NOWHERE)
    return pd.DataFrame(
        {
            "as_of": as_of,
            "fate": pd.Series([link.fate for link in links], dtype="str"),
            **_called("old", names[0], old),
            **_called("new", names[1], new),
            "customers": np.where(one_sided, sum(whole), met[old, new]),
            "old_customers": whole[0],
            "new_customers": whole[1],
            "jaccard": np.where(one_sided, np.nan, alike[old, new]),
        }
    )


def _links(events: Iterable[Event], counts: Counts) -> Iterator[Link]:
    told = [
        Link(event.fate.value, old, new)
        for event in events
        for old in event.old or (NOWHERE,)
        for new in event.new or (NOWHERE,)
    ]
    yield from told
    known = {(link.old, link.new) for link in told}
    for old, new in np.argwhere(counts).tolist():
        if (old, new) not in known:
            yield Link(MOVED, old, new)


def _called(side: str, names: pd.DataFrame, numbers: IntArray) -> dict[str, pd.Series]:
    """Return id and names of segments; nowhere has none."""
    known = names.set_index("segment")[["segment_id", "name_en", "name_zh"]]
    rows = known.reindex(numbers).fillna("").astype("str")
    keys = (f"{side}_id", f"{side}_en", f"{side}_zh")
    return {
        key: rows[name].reset_index(drop=True)
        for key, name in zip(keys, known, strict=True)
    }
