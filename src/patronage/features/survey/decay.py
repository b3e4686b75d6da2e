"""How an answer loses weight as it ages."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import IntArray

WHOLE = 1 << 26


@dataclass(frozen=True, kw_only=True)
class Decay:
    """Half the weight every `half_life_days`, none after `max_age_days`.

    Weights are whole numbers, `WHOLE` for an answer of today, so that sums of them do
    not depend on the order in which answers stand.
    """

    half_life_days: float = 180
    max_age_days: int = 730

    def __call__(self, age_days: IntArray) -> IntArray:
        """Return the weight at each age, which is 0 days or more."""
        weights = _table(self.half_life_days, self.max_age_days)
        return weights[np.minimum(age_days, self.max_age_days + 1)]


@functools.cache
def _table(half_life_days: float, max_age_days: int) -> IntArray:
    rate = math.log(2) / half_life_days
    ages = range(max_age_days + 1)
    return np.array([*(round(WHOLE * math.exp(-rate * a)) for a in ages), 0], np.int64)
