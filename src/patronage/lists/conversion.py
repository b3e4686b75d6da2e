"""Latently loyal customers who may become truly loyal, by what that would bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.lists.barrier import Barrier, joined
from patronage.lists.control import NO_ACTION
from patronage.lists.conversion_rate import ConversionRate, has_history
from patronage.lists.offered import lacking
from patronage.lists.peer_frequency import PeerFrequency
from patronage.lists.ranking import affordable, ranked
from patronage.lists.worth import IS_REVENUE, Worth

DAYS_PER_MONTH = 365.25 / 12
LOW_NEED = "low_need"
OWN = ("conversion_rate", "monthly_days", "loyal_monthly_days", "added_value", "cost")


@dataclass(frozen=True, kw_only=True)
class ConversionList:
    """Rank latent customers by gain = p(latent) x rate x added value - cost.

    The added value is that of buying as often as the truly loyal among one's peers do,
    over `horizon_days`. Who is latent with `min_probability` at least and brings a gain
    stands on the list, down to where the `budget` ends, at a `cost` for each treated
    customer. `barriers` are why a customer may not come more often; whose need is low
    is marked, and nothing is done.
    """

    min_probability: float = 0.6
    horizon_days: int = 365
    cost: float = 0.0
    budget: float | None = None
    worth: Worth = field(default_factory=Worth)
    frequency: PeerFrequency = field(default_factory=PeerFrequency)
    rate: ConversionRate = field(default_factory=ConversionRate)
    barriers: Mapping[str, Barrier] = field(default_factory=dict)
    low_need: Barrier | None = None

    def __post_init__(self) -> None:
        """Refuse settings that make no list."""
        rules = {
            f"min_probability should be a share; got {self.min_probability}": (
                0 <= self.min_probability <= 1
            ),
            f"horizon_days should be 1 or more; got {self.horizon_days}": (
                self.horizon_days >= 1
            ),
            f"cost should be 0 or more; got {self.cost}": self.cost >= 0,
            f"budget should be 0 or more; got {self.budget}": (
                self.budget is None or self.budget >= 0
            ),
        }
        broken = [rule for rule, kept in rules.items() if not kept]
        if broken:
            raise ConfigError(f"conversion: {'; '.join(broken)}.")

    @property
    def score(self) -> str:
        """What the score of a row is."""
        return f"gain expected in {self.horizon_days} days"

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Name the columns without which there is no gain."""
        return [*self.frequency.lacking(customers), *self.worth.lacking(customers)]

    def caveats(self, customers: pd.DataFrame) -> list[str]:
        """Say what the gain rests on, and which reasons the source cannot tell."""
        untold = [
            n for n, each in self._all_barriers.items() if _untold(each, customers)
        ]
        rate = f"{self.rate.default:.0%} of the latent are taken to become truly loyal"
        said = {
            IS_REVENUE: self.worth.is_revenue(customers),
            f"{rate}: there is no history of it": not has_history(customers),
            f"reasons that the source cannot tell: {', '.join(untold)}": bool(untold),
        }
        return [sentence for sentence, holds in said.items() if holds]

    def __call__(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Return the list, with what the gain is made of."""
        priced = self._priced(customers)
        worthwhile = (
            customers["reachable"]
            & (customers["p_latent"] >= self.min_probability)
            & (priced["score"] > 0)
        )
        ranks = ranked(priced[worthwhile], *OWN)
        return affordable(ranks, cost=self.cost, budget=self.budget)

    def _priced(self, customers: pd.DataFrame) -> pd.DataFrame:
        own, loyal = self.frequency.monthly(customers), self.frequency.loyal(customers)
        months = self.horizon_days / DAYS_PER_MONTH
        added = (loyal - own).clip(lower=0) * months * self.worth.of_a_day(customers)
        rate = self.rate(customers)
        told = {n: each(customers) for n, each in self._all_barriers.items()}
        hopeless = told.get(LOW_NEED, np.zeros(len(customers), dtype=bool))
        return customers.assign(
            probability=customers["p_latent"],
            conversion_rate=rate,
            monthly_days=own,
            loyal_monthly_days=loyal,
            added_value=added,
            cost=np.where(hopeless, 0.0, self.cost),
            score=customers["p_latent"] * rate * added - self.cost,
            reasons=joined(told, len(customers)),
            group=np.where(hopeless, NO_ACTION, customers["group"]),
        )

    @property
    def _all_barriers(self) -> dict[str, Barrier]:
        need = {} if self.low_need is None else {LOW_NEED: self.low_need}
        return {**self.barriers, **need}


def _untold(barrier: Barrier, customers: pd.DataFrame) -> bool:
    return bool(lacking(customers, [barrier.column]))
