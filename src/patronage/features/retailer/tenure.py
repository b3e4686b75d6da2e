"""How long a retailer has been a partner, of which each year adds less."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from patronage.arithmetic import tabled
from patronage.features.fields import numeric_field

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray

    Values = dict[str, FloatArray]

YEAR_DAYS = 365.25
SLOWNESS = 3  # years in which 63 of 100 are reached


def tenure(batch: CustomerBatch, field: str | None) -> Values:
    """Return years and 100 (1 - e^(-years / 3)), known to the day.

    Years are those of the customers' numeric `field`, where the source has it and it is
    known, else those since the first purchase.
    """
    years = (batch.as_of - batch.first_day) / YEAR_DAYS
    if field is not None and field in batch.attributes:
        told = numeric_field(batch, field, setting="tenure_field")
        years = np.where(np.isnan(told), years, told)
    days = np.rint(np.nan_to_num(np.maximum(years, 0)) * YEAR_DAYS).astype(np.int64)
    score = tabled(_score, days)
    return {
        "partner_years": years,
        "tenure_score": np.where(np.isnan(years), np.nan, score),
    }


def _score(days: int) -> float:
    return -100 * math.expm1(-days / (SLOWNESS * YEAR_DAYS))
