"""Where a customer came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.features.places import known

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch


def first_level(batch: CustomerBatch, column: str) -> pd.Categorical:
    """Level of a text column in the first row of each customer that has one."""
    codes = np.nan_to_num(known(batch[column]).first(), nan=-1).astype(np.int64)
    levels = pd.CategoricalDtype(list(batch.levels[column]))
    return pd.Categorical.from_codes(codes, dtype=levels)
