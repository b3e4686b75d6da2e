"""Customers whose loss would cost most: worth much, in every sense, and loyal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.lists.offered import lacking, numbers
from patronage.lists.ranking import numbered
from patronage.lists.worth import SHARE
from patronage.ranks import rank_share, reference

MONEY = "lifetime_value"
N_REASONS = 3
IS_REVENUE = (
    "value_is_revenue: the source has no cost, so value = revenue, less only what "
    "features.value.history and features.lifetime.margin take off"
)


@dataclass(frozen=True, kw_only=True)
class KeyCustomers:
    """Rank the `size` best customers by value x p(true).

    Value is 0 to 1: the weighted mean of the ranks, among all customers with a
    segment, of lifetime NPV (what has come, `past`, and what is to come, `future`;
    only the former where the source has no future) and of `dimensions` that are no
    money, by column. `money` is the weight of NPV; what is not known of a customer is
    left out, and the rest share its weight. NPV he must have. Reasons are the parts
    in which he is among the best `top`, the heaviest first.
    """

    past: str = "historical_value"
    future: str = "clv_expected"
    money: float = 0.6
    dimensions: Mapping[str, float] = field(default_factory=dict)
    top: float = 0.25
    size: int = 50

    def __post_init__(self) -> None:
        """Refuse weights and sizes that make no list."""
        weights = [self.money, *self.dimensions.values()]
        rules = {
            f"weights should be positive; got {weights}": min(weights) > 0,
            f"top should be a share; got {self.top}": 0 < self.top <= 1,
            f"size should be 1 or more; got {self.size}": self.size >= 1,
        }
        broken = [rule for rule, kept in rules.items() if not kept]
        if broken:
            raise ConfigError(f"key_customers: {'; '.join(broken)}.")

    @property
    def score(self) -> str:
        """What the score of a row is."""
        return "value 0 to 1 x p(true)"

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Name the column without which there is no value."""
        return lacking(customers, [self.past])

    def caveats(self, customers: pd.DataFrame) -> list[str]:
        """Say what the value is made of, and what it lacks."""
        absent = lacking(customers, *([name] for name in self.dimensions))
        told = {
            IS_REVENUE: bool(lacking(customers, [SHARE])),
            "lifetime value is what has come alone: the source has no "
            f"'{self.future}'": bool(lacking(customers, [self.future])),
            f"dimensions that the source cannot tell: {', '.join(absent)}": bool(
                absent
            ),
            "value is money alone: no other dimension is known": (
                len(absent) == len(self.dimensions)
            ),
        }
        return [sentence for sentence, holds in told.items() if holds]

    def __call__(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Return the list, with NPV apart into what has come and what is to come."""
        ranks, weights = self._ranks(customers), self._weights
        known = ranks.notna() * weights
        value = (ranks.fillna(0.0) * known).sum(axis=1) / known.sum(axis=1)
        scored = customers.assign(
            probability=customers["p_true"],
            score=value.where(ranks[MONEY].notna()) * customers["p_true"],
            reasons=self._reasons(ranks),
            value=value,
            npv_past=numbers(customers, self.past),
            npv_future=numbers(customers, self.future),
        )
        placed = customers["reachable"] & (customers["segment"] != "")
        chosen = scored[placed & (scored["score"] > 0)]
        order = ["score", "value", "customer_id"]
        best = chosen.sort_values(order, ascending=[False, False, True])
        return numbered(best.head(self.size), "value", "npv_past", "npv_future")

    @property
    def _weights(self) -> pd.Series[float]:
        return pd.Series({MONEY: self.money, **self.dimensions}, dtype=np.float64)

    def _ranks(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Rank every part, 0 to 1, among the customers with a segment."""
        placed = (customers["segment"] != "").to_numpy(bool)
        future = numbers(customers, self.future).fillna(0.0)
        money = numbers(customers, self.past) + future
        parts = {MONEY: money, **{n: numbers(customers, n) for n in self.dimensions}}
        values = {name: np.array(part, np.float64) for name, part in parts.items()}
        ranked = {
            name: rank_share(reference(each[placed]), each)
            for name, each in values.items()
        }
        return pd.DataFrame(ranked, index=customers.index)

    def _reasons(self, ranks: pd.DataFrame) -> list[str]:
        heaviest: Sequence[str] = list(
            self._weights.sort_values(ascending=False, kind="stable").index
        )
        rank = ranks[heaviest].to_numpy(np.float64)
        least = np.minimum(1 - self.top, np.nan_to_num(rank).max(axis=1))
        named = np.array(heaviest)
        return ["; ".join(named[row][:N_REASONS]) for row in rank >= least[:, None]]
