"""Who is a core customer, unless he is a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from patronage.errors import ConfigError
from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class CoreRule:
    """A quadrant, and scores that go with it.

    Core is who has a quadrant of `always`, or one of `supporting` and a score in
    `support` not below the `support_quantile` of all customers; of both, who has
    `least_credit` or more in the column `credit`. Where a score is missing its
    condition is left out.
    """

    always: Sequence[str] = ("high_value",)
    supporting: Sequence[str] = ("second_tier_value",)
    support: str = "support_score"
    support_quantile: float = 0.75
    credit: str = "credit_score"
    least_credit: float = 75.0

    def __post_init__(self) -> None:
        """Refuse a quantile that is none."""
        if not 0 <= self.support_quantile <= 1:
            raise ConfigError(
                f"support_quantile should be a share; got {self.support_quantile}."
            )

    def support_edge(self, support: FloatArray) -> float:
        """Return the support that is asked for: a score that a customer has."""
        known = support[np.isfinite(support)]
        if not len(known):
            return -np.inf
        return float(np.quantile(known, self.support_quantile, method="higher"))
