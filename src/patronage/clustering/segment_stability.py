"""Which segments come back when customers are drawn again, in a word each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.agreement import DISSOLVED, HIGHLY_STABLE, VALID, align

if TYPE_CHECKING:
    from patronage.agreement import Counts
    from patronage.segments import FloatArray

BORDERS = (DISSOLVED, VALID, HIGHLY_STABLE)
WORDS = ("dissolved", "doubtful", "stable", "highly stable")
UNKNOWN = "not measured"


def stability_word(jaccard: float) -> str:
    """Return what fpc's manual (Hennig) calls a cluster of this mean Jaccard."""
    if np.isnan(jaccard):
        return UNKNOWN
    return WORDS[int(np.searchsorted(BORDERS, jaccard, side="right"))]


def stability_table(jaccard: FloatArray) -> pd.DataFrame:
    """Return a row per segment, given how far each comes back."""
    table = pd.DataFrame({"segment": np.arange(len(jaccard)), "jaccard": jaccard})
    return table.assign(word=[stability_word(value) for value in jaccard])


def carried_over(jaccard: FloatArray, counts: Counts) -> FloatArray:
    """Give the Jaccards of clusters to those that they became.

    `counts` are customers by cluster before (rows) and after (columns). A new cluster
    that continues none has not been found again: 0.
    """
    carried = np.zeros(counts.shape[1])
    for before, after in align(counts).items():
        carried[after] = jaccard[before] if counts[before, after] else 0.0
    return carried
