"""What few customers do or say is counted, not described."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage.profiles.profile import MIN_CELL

if TYPE_CHECKING:
    import pandas as pd


def only_counted(
    frame: pd.DataFrame, measures: Sequence[str], *, by: str
) -> pd.DataFrame:
    """Blank measures in rows that stand for fewer than 10, by a column of counts."""
    enough = frame[by] >= MIN_CELL
    return frame.assign(**{name: frame[name].where(enough) for name in measures})
