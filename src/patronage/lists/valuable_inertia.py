"""Valuable customers who come by habit alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from patronage.errors import ConfigError
from patronage.lists.offered import first_known, lacking
from patronage.lists.ranking import ranked


@dataclass(frozen=True, kw_only=True)
class ValuableInertia:
    """Rank customers of much value and little attachment by p(inertia) x value.

    They bring as much as the `top` share of all customers with a segment do, and go
    with the first competitor who gives a reason. `value` names columns, the first that
    is known counts.
    """

    top: float = 1 / 3
    value: Sequence[str] = ("margin_total", "monetary_total")

    def __post_init__(self) -> None:
        """Refuse a share that is none."""
        if not 0 < self.top <= 1:
            raise ConfigError(
                "valuable_inertia: top should be a share above 0 and at most 1; got "
                f"{self.top}."
            )

    @property
    def score(self) -> str:
        """What the score of a row is."""
        return "value in the window x p(inertia)"

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Name the columns without which there is no value."""
        return lacking(customers, self.value)

    def caveats(self, customers: pd.DataFrame) -> list[str]:
        """Nothing more is to be said."""
        return []

    def __call__(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Return the list, with each customer's value."""
        value = first_known(customers, self.value)
        least = value[customers["segment"] != ""].quantile(1 - self.top)
        scored = customers.assign(
            probability=customers["p_inertia"],
            score=customers["p_inertia"] * value,
            reasons="",
            value=value,
        )
        valuable = (value >= least) & (value > 0)
        inert = customers["segment"] == "inertia"
        return ranked(scored[customers["reachable"] & inert & valuable], "value")
