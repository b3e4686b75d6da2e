"""Whether what is claimed with some confidence holds as often as it claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import QualityError
from patronage.intervals import wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray

EDGES = np.array([25, 30, 40, 50, 60, 70, 80, 90, 100]) / 100
ROUNDING = 1e-9


def calibration(probability: FloatArray, held: NDArray[np.bool_]) -> pd.DataFrame:
    """Return a row per tenth of confidence, from a quarter on; empty ones are left out.

    `probability` is that of the claim (the likeliest of four quadrants has .25 or
    more), NaN where nothing is claimed; `held` says whether it was true. A bin holds
    `confidence_low` and what is below `confidence_high`, the last one also 1. It has
    `customers`, their mean `confidence`, and `kept`, the share of claims that held,
    with its 95 % interval `kept_low` to `kept_high` (Wilson 1927, JASA 22:209).

    Raises
    ------
    QualityError
        If a probability is not between .25 and 1.
    """
    claimed = np.isfinite(probability)
    given, true = probability[claimed], held[claimed].astype(np.float64)
    _check(given)
    last = len(EDGES) - 2
    place = np.searchsorted(EDGES, given, side="right").clip(1, last + 1) - 1
    n = np.bincount(place, minlength=last + 1)
    table = pd.DataFrame(
        {
            "confidence_low": EDGES[:-1],
            "confidence_high": EDGES[1:],
            "customers": n,
            "confidence": np.bincount(place, given, last + 1) / np.maximum(n, 1),
            "kept": np.bincount(place, true, last + 1) / np.maximum(n, 1),
        }
    )
    found = table[n > 0].reset_index(drop=True)
    low, high = wilson(found["kept"].to_numpy(), found["customers"].to_numpy())
    return found.assign(kept_low=low, kept_high=high)


def _check(given: FloatArray) -> None:
    wrong = given[(given < EDGES[0] - ROUNDING) | (given > 1 + ROUNDING)]
    if len(wrong):
        raise QualityError(
            "calibration: the probability of a claim should be from 0.25 to 1; got "
            f"{wrong[0]:g} in {len(wrong)} rows."
        )
