"""How many customers a scheme says anything of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.compare.score import Score, share_score

if TYPE_CHECKING:
    import pandas as pd


def coverage(segments: pd.DataFrame, active: pd.Series) -> list[Score]:
    """Return the share of the active customers (by id) who have a segment."""
    of_active = segments[segments["customer_id"].isin(active)]
    placed = (of_active["segment"] >= 0).to_numpy()
    return [share_score("coverage/placed", placed)] if len(placed) else []
