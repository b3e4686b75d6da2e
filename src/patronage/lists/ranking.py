"""The order of a list, and where money ends it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from patronage.lists.control import TREAT

COLUMNS = ["customer_id", "segment", "probability", "score", "reasons", "group"]


def ranked(chosen: pd.DataFrame, *more: str) -> pd.DataFrame:
    """Sort by score, then probability (both downwards), then id; number the rows.

    The columns are rank, those of `COLUMNS` and `more`.
    """
    order = ["score", "probability", "customer_id"]
    ordered = chosen.sort_values(order, ascending=[False, False, True])
    return numbered(ordered, *more)


def numbered(ordered: pd.DataFrame, *more: str) -> pd.DataFrame:
    """Number rows that stand in their order."""
    table = ordered[[*COLUMNS, *more]].reset_index(drop=True)
    table.insert(0, "rank", np.arange(1, len(table) + 1))
    return table


def affordable(
    ranks: pd.DataFrame, *, cost: float, budget: float | None
) -> pd.DataFrame:
    """Cut a list where the budget ends; only who is treated costs anything."""
    if budget is None:
        return ranks
    spent = (ranks["group"] == TREAT).cumsum() * cost
    return ranks[spent <= budget]
