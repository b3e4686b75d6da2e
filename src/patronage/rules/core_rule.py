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

    A problem customer is of high value with a quadrant of `always`, or a score in
    `worth` among the best `worth_share` of all: credit, which problems cost him, has no
    part in that.
    """

    always: Sequence[str] = ("high_value",)
    supporting: Sequence[str] = ("second_tier_value",)
    support: str = "support_score"
    support_quantile: float = 0.75
    credit: str = "credit_score"
    least_credit: float = 75.0
    worth: str = "contribution_score"
    worth_share: float = 0.25

    def __post_init__(self) -> None:
        """Refuse a quantile that is none."""
        for name in ("support_quantile", "worth_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise ConfigError(
                    f"{name} should be a share; got {getattr(self, name)}."
                )

    def support_edge(self, support: FloatArray) -> float:
        """Return the support that is asked for: a score that a customer has."""
        known = support[np.isfinite(support)]
        if not len(known):
            return -np.inf
        return float(np.quantile(known, self.support_quantile, method="higher"))

    def worth_edge(self, worth: FloatArray) -> float:
        """Return the score above which a problem customer is of high value."""
        known = worth[np.isfinite(worth)]
        return float(np.quantile(known, 1 - self.worth_share)) if len(known) else np.inf
