"""What keeping more customers would be worth: a what-if, not a forecast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from patronage.errors import ConfigError
from patronage.segments import FloatArray

CAVEAT = {
    "en": (
        "5 % means 5 percentage points of retention. Reichheld & Sasser (1990) present "
        "a calculation, not an experiment (their cases: bank branches 85 %, insurance "
        "brokerage 50 %, auto service 30 %), and so is this one: it says nothing of "
        "whether a programme can raise retention."
    ),
    "zh": (
        "5 % 指留存率提高 5 个百分点。Reichheld 与 Sasser（1990）给出的是推算而非实验"
        "（案例：银行网点 85 %，保险经纪 50 %，汽车服务 30 %），此处同样只是推算，"
        "并不说明某项措施能否提高留存率。"
    ),
}


def multiple(retention: ArrayLike, discount: float) -> FloatArray:
    """Return what a customer's margin of one period is worth over all, in margins.

    ``r / (1 + i - r)`` (Gupta & Lehmann 2003): the margins of the periods after this.
    """
    rate = np.asarray(retention, np.float64)
    return rate / (1 + discount - rate)


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """Suppose that `points` more of the customers were kept from period to period.

    `points` are a share (0.05: five percentage points), `discount` is per period.
    `programme_cost` is money per customer and period, `acquisition_cost` money per new
    customer: how often it is that of keeping one is a ratio which the literature
    states from 5 to 9 without support, so it is given, never assumed.
    """

    points: float = 0.05
    discount: float = 0.10
    programme_cost: float = 0.0
    acquisition_cost: float | None = None

    def __post_init__(self) -> None:
        """Refuse numbers of which nothing can be computed."""
        if not 0 < self.points < 1 or not self.discount >= 0:
            raise ConfigError(
                "what-if: points should be a share above 0, discount 0 or more; got "
                f"{self.points:g} and {self.discount:g}."
            )

    def __call__(self, segments: pd.DataFrame) -> pd.DataFrame:
        """Return the what-if of each segment.

        `segments` has `segment`, `customers`, `retention` (share kept from period to
        period) and `margin` (money per customer and period). Where retention is not
        known, or could not rise so far, the row is empty and `possible` false.
        """
        kept, margin = (segments[n].to_numpy(float) for n in ("retention", "margin"))
        possible = kept + self.points < 1
        base = np.where(possible, kept, np.nan)
        before = margin * multiple(base, self.discount)
        after = margin * multiple(base + self.points, self.discount)
        table = segments.assign(
            possible=possible,
            value_before=before,
            value_after=after,
            change=after - before,
            relative_change=after / np.where(before > 0, before, np.nan) - 1,
            break_even_cost=self._break_even(after - before, base),
        )
        paid = self._lasting(base) * self.programme_cost
        net = (table["change"] - paid) * table["customers"]
        return table.assign(net_gain=net, new_to_kept=self._ratio())

    def _lasting(self, base: FloatArray) -> FloatArray:
        """Discounted periods over which a customer would be served."""
        return 1 + multiple(base + self.points, self.discount)

    def _break_even(self, change: FloatArray, base: FloatArray) -> FloatArray:
        """What the programme may cost per customer and period at most."""
        return np.asarray(change / self._lasting(base), np.float64)

    def _ratio(self) -> float:
        if self.acquisition_cost is None or not self.programme_cost:
            return float("nan")
        return self.acquisition_cost / self.programme_cost
