"""Customers who lead the trend: asked what others will want."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from patronage.errors import ConfigError
from patronage.lists.adoption import adoption_ranks
from patronage.lists.offered import lacking, numbers
from patronage.lists.ranking import ranked


@dataclass(frozen=True, kw_only=True)
class LeadUsers:
    """Rank customers by how early they buy new products, and list the first `size`.

    New is what was first sold more than `settling_days` after the ledger begins, and
    has been bought by `min_adopters` customers. The median place of a customer among
    the adopters is drawn to the middle by `prior_adoptions` adoptions' worth, since
    three of them are early by chance more easily than thirty. Nobody stands on the list
    with fewer than `min_adoptions`, nor who is not earlier than most.
    """

    size: int = 50
    settling_days: int = 90
    min_adopters: int = 10
    min_adoptions: int = 3
    prior_adoptions: float = 10.0

    def __post_init__(self) -> None:
        """Refuse settings that make no list."""
        rules = {
            f"{name} should be {least} or more; got {getattr(self, name)}": (
                getattr(self, name) >= least
            )
            for name, least in (
                ("size", 1),
                ("settling_days", 0),
                ("min_adopters", 2),
                ("min_adoptions", 1),
                ("prior_adoptions", 0),
            )
        }
        broken = [rule for rule, kept in rules.items() if not kept]
        if broken:
            raise ConfigError(f"lead_users: {'; '.join(broken)}.")

    @property
    def score(self) -> str:
        """What the score of a row is."""
        return "earliness among adopters, 0.5 as usual to 1 the first"

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Name the columns without which adoption is not seen."""
        return lacking(customers, ["adoptions"], ["adoption_rank"])

    def caveats(self, customers: pd.DataFrame) -> list[str]:
        """Nothing more is to be said."""
        return []

    def with_adoptions(
        self, customers: pd.DataFrame, frames: Iterable[pd.DataFrame], first_day: int
    ) -> pd.DataFrame:
        """Add `adoptions` and `adoption_rank`, read from purchases.

        `frames` are those of `adoption_ranks`, `first_day` the ledger's first.
        """
        after = first_day + self.settling_days
        ranks = adoption_ranks(frames, after_day=after, min_adopters=self.min_adopters)
        return customers.merge(ranks, on="customer_id", how="left")

    def __call__(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Return the list, with what the score is made of."""
        count, rank = (numbers(customers, n) for n in ("adoptions", "adoption_rank"))
        weight = count / (count + self.prior_adoptions)
        scored = customers.assign(
            probability=customers["p_true"],
            score=0.5 + (0.5 - rank) * weight,
            reasons="",
        )
        early = (count >= self.min_adoptions) & (scored["score"] > 0.5)
        chosen = scored[customers["reachable"] & early]
        return ranked(chosen, "adoptions", "adoption_rank").head(self.size)
