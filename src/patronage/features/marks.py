"""How many of a customer's rows bear a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.ragged import Ragged
    from patronage.segments import FloatArray


def count(marks: Ragged) -> FloatArray:
    """Count the rows of each customer that are marked."""
    return marks.sum().astype(np.float64)
