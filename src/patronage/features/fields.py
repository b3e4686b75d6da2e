"""Customer fields that a family's settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray


def numeric_field(batch: CustomerBatch, name: str, *, setting: str) -> FloatArray:
    """Return each customer's number; NaN where it is unknown.

    Raises
    ------
    ConfigError
        If the source has no such field, or it is not numeric.
    """
    numbers = [field for field in batch.attributes if not _has_levels(batch, field)]
    if name not in numbers:
        raise ConfigError(
            f"features: '{setting}' should be a numeric customer field of the source "
            f"({', '.join(numbers)}); got '{name}'."
        )
    return np.asarray(batch.attributes[name], np.float64)


def is_level(
    batch: CustomerBatch, name: str, level: str, *, setting: str
) -> FloatArray:
    """Return 1 for customers whose field has this level, 0 for others; NaN if unknown.

    Raises
    ------
    ConfigError
        If the source has no such field, or the field no such level.
    """
    values = batch.attributes.get(name)
    levels = list(values.categories) if isinstance(values, pd.Categorical) else []
    if not isinstance(values, pd.Categorical) or level not in levels:
        raise ConfigError(
            f"features: '{setting}' should be a categorical customer field of the "
            f"source with the level '{level}'; got '{name}' ({', '.join(levels)})."
        )
    return np.where(values.isna(), np.nan, np.asarray(values == level, np.float64))


def _has_levels(batch: CustomerBatch, name: str) -> bool:
    return isinstance(batch.attributes[name], pd.Categorical)
