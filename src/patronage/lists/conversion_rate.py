"""How likely a latently loyal customer is to become a truly loyal one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.errors import ConfigError

BEFORE, AFTER = "segment_before", "segment_after"
LATENT, TRUE = "latent", "true"


@dataclass(frozen=True, kw_only=True)
class ConversionRate:
    """Latent customers who became true ones between two earlier days.

    The rate of those who look alike (`stratum` names their column) is drawn to the
    rate of all, and that to `default`, each by `prior_customers` customers' worth of
    evidence: (k + m p) / (n + m), the posterior mean under a beta prior. Without a
    history it is `default`. It is what happened as customers were treated then; what
    treatment adds, only the control share will tell.
    """

    default: float = 0.10
    prior_customers: float = 30.0
    stratum: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no rate."""
        if not (0 <= self.default <= 1 and self.prior_customers > 0):
            raise ConfigError(
                f"a conversion rate's default should be a share, its prior_customers "
                f"above 0; got {self.default} and {self.prior_customers}."
            )

    def __call__(self, customers: pd.DataFrame) -> pd.Series[float]:
        """Return the rate of each customer."""
        if not has_history(customers):
            return pd.Series(self.default, index=customers.index)
        latent = customers[BEFORE] == LATENT
        became = customers.loc[latent, AFTER] == TRUE
        overall = self._shrunk(became, self.default)
        if self.stratum is None or self.stratum not in customers:
            return pd.Series(overall, index=customers.index)
        alike = customers[self.stratum].astype("str")
        by_stratum = became.groupby(alike[latent])
        rates = {name: self._shrunk(each, overall) for name, each in by_stratum}
        return alike.map(rates).astype(np.float64).fillna(overall)

    def _shrunk(self, became: pd.Series[bool], mean: float) -> float:
        evidence = became.sum() + self.prior_customers * mean
        return float(evidence / (len(became) + self.prior_customers))


def has_history(customers: pd.DataFrame) -> bool:
    """Say whether earlier segments are known, latent ones among them."""
    return BEFORE in customers and bool((customers[BEFORE] == LATENT).any())
