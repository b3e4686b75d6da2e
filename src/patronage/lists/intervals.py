"""How two groups differ, and how far chance might have made it so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import norm, ttest_ind

if TYPE_CHECKING:
    from patronage.segments import FloatArray

LEVEL = 0.95
NAN = float("nan")
FEWEST = 2  # of which a group's mean has an error


@dataclass(frozen=True)
class Difference:
    """What was seen in both groups, and the interval of the difference.

    `low` and `high` are NaN where a group is too small, or does not vary, to tell.
    """

    treated: float
    control: float
    low: float
    high: float

    @property
    def value(self) -> float:
        """Treated less control."""
        return self.treated - self.control


def difference_of_means(treated: FloatArray, control: FloatArray) -> Difference:
    """Compare means (Welch 1947, Biometrika 34:28)."""
    means = _mean(treated), _mean(control)
    told = min(len(treated), len(control)) >= FEWEST
    if not told or not max(np.ptp(treated), np.ptp(control)) > 0:
        return Difference(*means, NAN, NAN)
    test = ttest_ind(treated, control, equal_var=False)
    interval = test.confidence_interval(LEVEL)
    return Difference(*means, float(interval.low), float(interval.high))


def difference_of_shares(treated: FloatArray, control: FloatArray) -> Difference:
    """Compare shares of ones (Newcombe 1998, Stat. Med. 17:873, method 10)."""
    if not (len(treated) and len(control)):
        return Difference(_mean(treated), _mean(control), NAN, NAN)
    (p, lower, upper), (q, least, most) = map(_wilson, (treated, control))
    return Difference(
        p,
        q,
        p - q - float(np.hypot(p - lower, most - q)),
        p - q + float(np.hypot(upper - p, q - least)),
    )


def _mean(values: FloatArray) -> float:
    return float(values.mean()) if len(values) else NAN


def _wilson(ones: FloatArray) -> tuple[float, float, float]:
    """A share and its score interval (Wilson 1927, JASA 22:209)."""
    n, p, z = len(ones), float(ones.mean()), float(norm.ppf((1 + LEVEL) / 2))
    middle = p + z**2 / (2 * n)
    reach = z * float(np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)))
    shrink = 1 + z**2 / n
    return p, (middle - reach) / shrink, (middle + reach) / shrink
