"""The budget of a scheme: what each segment gets by the best of three ways."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.playbooks.budget import (
    best_spending,
    equal_spending,
    largest_remainder,
    proportional_spending,
)


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What there is to spend: money a month, and whole people such as managers.

    Without a `budget` it is what the plans cost. `least_share` of it goes to every
    segment, `most_share` at most to one.
    """

    budget: float | None = None
    managers: int = 0
    least_share: float = 0.0
    most_share: float = 1.0

    def __post_init__(self) -> None:
        """Refuse money below 0, and shares that are none."""
        if self.budget is not None and not 0 <= self.budget < math.inf:
            raise ConfigError(
                f"resources: the budget should be 0 or more; got {self.budget:g}."
            )
        if not 0 <= self.least_share <= self.most_share <= 1 or self.managers < 0:
            raise ConfigError(
                "resources: least_share and most_share should be shares, in order, and "
                f"managers 0 or more; got {self.least_share:g}, {self.most_share:g}, "
                f"{self.managers}."
            )


def budget_table(plans: pd.DataFrame, resources: Resources) -> pd.DataFrame:
    """Return a row per segment: what it gets by each way of parting the budget.

    `plans` has `segment`, `customers`, `margin` (money a month of all its customers)
    and the columns of a playbook's table. `gain` is the margin a month that the best
    way wins; `proportional_gain` and `equal_gain` those of the customary ones.
    """
    pools = (plans["margin"].clip(lower=0) * plans["upliftable_share"]).to_numpy(float)
    customers = plans["customers"].to_numpy(float)
    pace = plans["saturation_per_customer"].to_numpy(float) * np.maximum(customers, 1)
    planned = plans["cost_per_customer"].to_numpy(float) * customers
    total = planned.sum() if resources.budget is None else resources.budget
    best = best_spending(
        pools,
        pace,
        total,
        least=resources.least_share * total,
        most=resources.most_share * total,
    )
    by_pool = proportional_spending(pools, pace, total)
    alike = equal_spending(pools, pace, total)
    return pd.DataFrame(
        {
            "segment": plans["segment"].to_numpy(),
            "customers": plans["customers"].to_numpy(),
            "pool": pools,
            "planned": planned,
            "best": best.money,
            "proportional": by_pool.money,
            "equal": alike.money,
            "gain": pools * -np.expm1(-best.money / pace),
            "proportional_gain": pools * -np.expm1(-by_pool.money / pace),
            "equal_gain": pools * -np.expm1(-alike.money / pace),
            "managers": largest_remainder(best.money, resources.managers),
        }
    )
