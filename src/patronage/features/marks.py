"""How many of a customer's rows bear a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.ragged import Ragged
    from patronage.segments import FloatArray


def count(rows: Ragged, mark: NDArray[np.bool_]) -> FloatArray:
    """Count the marked ones among each customer's rows."""
    return rows.like(mark).sum().astype(np.float64)
