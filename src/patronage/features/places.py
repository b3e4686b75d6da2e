"""In which hours, stores and channels a customer's orders were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.ragged import Ragged

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch

HOURS = 24


def known(levels: Ragged) -> Ragged:
    """The rows that have a level."""
    return levels.where(levels.values >= 0)


def per_order(batch: CustomerBatch, column: str) -> Ragged:
    """The levels of a column, each as often as there are orders that touch it.

    Rows without a level do not count.
    """
    orders, levels = batch["order_no"], batch[column]
    if orders.ascends and (of_each := orders.constant(levels)) is not None:
        return known(of_each)
    is_known = levels.values >= 0
    orders, levels = orders.where(is_known), levels.where(is_known)
    n_levels = max(1, len(batch.levels.get(column, range(HOURS))))
    numbers = orders.values.astype(np.int64) * n_levels
    numbers += levels.values
    pairs = orders.like(numbers).distinct()
    return pairs.like(pairs.values % n_levels)
