"""What the clusters do not rest on, said to those who asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from patronage.clustering.preprocessing import ABSENT

if TYPE_CHECKING:
    from patronage.clustering.preprocessing import Preprocessing


def kept_columns(preprocessing: Preprocessing) -> list[str]:
    """Return the columns of the feature table that tell customers apart."""
    dropped = preprocessing.dropped_
    return [name for name in preprocessing.columns_ if name not in dropped]


def left_out(preprocessing: Preprocessing) -> Iterator[str]:
    """Say which columns were dropped, and why, and of which blocks nothing is left.

    A column that the source does not offer is not told, unless it may be misspelt.
    """
    dropped = preprocessing.dropped_.items()
    told = [f"{name} ({reason})" for name, reason in dropped if reason != ABSENT]
    if told:
        yield f"Left out of the clusters: {', '.join(told)}."
    used = dict.fromkeys(preprocessing.used_blocks_)
    gone = [block for block in preprocessing.blocks if block not in used]
    if gone:
        yield (
            f"The clusters rest on {', '.join(used)} alone: no column is left of "
            f"{', '.join(gone)}."
        )
