"""Yes or no, as sources write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

YES = ("true", "yes", "1", "1.0", "y", "t", "是")


def said_yes(column: pd.Series) -> NDArray[np.bool_]:
    """Say where a column says yes; what is missing does not."""
    return column.astype("str").str.lower().isin(YES).to_numpy(bool)
