"""Days of many customers as one array that ascends, to be searched at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.ragged import Ragged
from patronage.rows import Rows

if TYPE_CHECKING:
    from patronage.segments import IntArray

MOST_DAYS = 1 << 32


def by_owner(days: Ragged, values: IntArray | None = None) -> IntArray:
    """Put each customer's days, or other values beside them, after the one before."""
    chosen = days.values if values is None else values
    found: IntArray = days.owner * MOST_DAYS + chosen
    return found


def of_owners(keys: IntArray, n: int) -> Ragged:
    """Turn such an array back into the days of n customers."""
    owner = (keys + MOST_DAYS // 2) // MOST_DAYS
    rows = Rows.of_counts(np.bincount(owner, minlength=n))
    return Ragged.over(keys - owner * MOST_DAYS, rows)
