"""Who would recommend us: the net promoter score, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import FloatArray

PROMOTER, DETRACTOR = 9, 6
Z_95 = 1.959963984540054


@dataclass(frozen=True, kw_only=True)
class NetPromoterScore:
    """Answers 0 to 10 on how likely one is to recommend (Reichheld 2003).

    All figures but the counts are in points, -100 to 100; without answers NaN.
    """

    n: int
    promoters: int
    detractors: int

    @property
    def score(self) -> float:
        """Percentage of promoters (9 and 10) less that of detractors (0 to 6)."""
        return 100 * self._share(self.promoters - self.detractors)

    @property
    def standard_error(self) -> float:
        """Square root of (p + d - (p - d)^2) / n."""
        net = self._share(self.promoters - self.detractors)
        spread = self._share(self.promoters + self.detractors) - net**2
        return 100 * sqrt(max(spread, 0) / self.n) if self.n else np.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Where the score of all lies, with 95 % confidence."""
        reach = Z_95 * self.standard_error
        return self.score - reach, self.score + reach

    def _share(self, count: int) -> float:
        return count / self.n if self.n else np.nan


def net_promoter_score(scores: FloatArray) -> NetPromoterScore:
    """Count promoters and detractors among answers from 0 to 10; NaN is no answer."""
    given = scores[np.isfinite(scores)]
    return NetPromoterScore(
        n=len(given),
        promoters=int((given >= PROMOTER).sum()),
        detractors=int((given <= DETRACTOR).sum()),
    )
