"""What customers get, less what it costs them: Kotler's customer delivered value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.feedback.answers import Answers, pivot
from patronage.promoters import Z_95
from patronage.segments import FloatArray

VALUE, COST = "value", "cost"
VALUES = {"product": 0.25, "service": 0.25, "personnel": 0.25, "image": 0.25}
COSTS = {"money": 0.25, "time": 0.25, "energy": 0.25, "psychic": 0.25}
HALF = 0.5


@dataclass(frozen=True)
class DeliveredValue:
    """Weigh four values against four costs (Kotler 1994), each 0 to 100.

    The index is the weighted value less the weighted cost, -100 to 100. An item that a
    customer has not answered leaves its weight to the others; with less than half of a
    side's weight there is no index.
    """

    values: Mapping[str, float] = field(default_factory=lambda: VALUES)
    costs: Mapping[str, float] = field(default_factory=lambda: COSTS)

    def __post_init__(self) -> None:
        """Refuse weights that do not sum to 1 on each side."""
        for side, weights in ((VALUE, self.values), (COST, self.costs)):
            total = sum(weights.values())
            if min(weights.values(), default=-1) < 0 or not np.isclose(total, 1):
                raise ConfigError(
                    f"delivered value: the weights of {side} should be 0 or more and "
                    f"sum to 1; got {dict(weights)}."
                )

    def __call__(self, answers: Answers) -> pd.DataFrame:
        """Return per segment the means of value, cost, index, and of their ratio.

        `low` and `high` are the 95 % interval of the index; `ratio` is value over cost,
        of customers whose cost is above 0.
        """
        value = _side(answers, VALUE, self.values)
        cost = _side(answers, COST, self.costs)
        both = pd.DataFrame({"value": value, "cost": cost}).dropna()
        both = both.join(_segments(answers))
        paid = both["cost"].where(both["cost"] > 0)
        both = both.assign(
            index=both["value"] - both["cost"], ratio=both["value"] / paid
        )
        grouped = both.groupby("segment")
        means = grouped[["value", "cost", "index", "ratio"]].mean()
        reach = Z_95 * grouped["index"].sem(ddof=1)
        return means.assign(
            low=means["index"] - reach,
            high=means["index"] + reach,
            answers=grouped.size(),
        ).reset_index()


def _side(answers: Answers, kind: str, weights: Mapping[str, float]) -> pd.Series:
    table = pivot(answers.latest(kind), list(weights))
    weight = np.array(list(weights.values()))
    found: FloatArray = table.to_numpy(float)
    known = np.isfinite(found) @ weight
    total = np.nan_to_num(found) @ weight
    enough = known >= HALF
    mean = np.where(enough, total / np.where(enough, known, 1), np.nan)
    return pd.Series(mean, index=table.index)


def _segments(answers: Answers) -> pd.Series:
    people = answers.table.drop_duplicates("customer_id").set_index("customer_id")
    return people["segment"]
