"""Where a clusterer finds no group: everyone is noise, and newcomers are too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from patronage.clustering.placement import NOISE, Placement

if TYPE_CHECKING:
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class NoClusters:
    """Place nobody; nothing of those who were fitted is kept."""

    def place(self, matrix: FloatArray) -> Placement:
        """Return -1 for each row."""
        unknown = np.full(len(matrix), np.nan)
        return Placement(
            label=np.full(len(matrix), NOISE, dtype=np.int64),
            margin=unknown,
            probability=unknown,
        )


def nothing_found(clusterer: Any) -> str:
    """Say in one sentence that the clusterer left everyone out."""
    return f"{type(clusterer).__name__} found no dense groups: all customers are noise."
