"""Truly loyal customers who are about to leave, or come less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from patronage.errors import ConfigError
from patronage.lists.barrier import joined
from patronage.lists.offered import first_known, lacking, numbers
from patronage.lists.ranking import ranked

ALIVE = "p_alive"


@dataclass(frozen=True, kw_only=True)
class AtRisk:
    """Rank truly loyal customers at risk by the value that is at stake.

    At risk is whose `p_alive` is below `min_alive` ("leaving"), or whose `trend` is
    `falling` or lower ("buying_less"): of spend_growth, -0.2 says that the later half
    of the window has brought two thirds of the earlier. `value` names columns, the
    first that is known counts.
    """

    min_alive: float = 0.5
    trend: str = "spend_growth"
    falling: float = -0.2
    value: Sequence[str] = ("margin_total", "monetary_total")

    def __post_init__(self) -> None:
        """Refuse a probability that is none."""
        if not 0 <= self.min_alive <= 1:
            raise ConfigError(
                f"at_risk: min_alive should be a share; got {self.min_alive}."
            )

    @property
    def score(self) -> str:
        """What the score of a row is."""
        return "value in the window x p(true)"

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Name the columns without which no risk is seen."""
        return lacking(customers, [ALIVE, self.trend], self.value)

    def caveats(self, customers: pd.DataFrame) -> list[str]:
        """Say which risk the source cannot tell."""
        untold = lacking(customers, [ALIVE], [self.trend])
        return [f"risks that the source cannot tell: {', '.join(untold)}"] * bool(
            untold
        )

    def __call__(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Return the list, with both signs of risk."""
        alive, trend = numbers(customers, ALIVE), numbers(customers, self.trend)
        told = {
            "leaving": (alive < self.min_alive).to_numpy(),
            "buying_less": (trend <= self.falling).to_numpy(),
        }
        scored = customers.assign(
            probability=customers["p_true"],
            score=first_known(customers, self.value) * customers["p_true"],
            reasons=joined(told, len(customers)),
            still_customer=alive,
            trend=trend,
        )
        chosen = customers["reachable"] & (customers["segment"] == "true")
        at_risk = scored[chosen & (scored["reasons"] != "")]
        return ranked(at_risk[at_risk["score"] > 0], "still_customer", "trend")
