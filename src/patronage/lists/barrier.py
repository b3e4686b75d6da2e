"""What keeps a customer away, where the data tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from patronage.errors import ConfigError
from patronage.lists.offered import numbers

LIMITS = ("at_least", "at_most", "top", "bottom")
TRUE = "true"


@dataclass(frozen=True, kw_only=True)
class Barrier:
    """One reason, read from one column.

    It is told of customers whose value is `at_least` or `at_most` so much, or who are
    beyond the `top` or `bottom` share of the truly loyal: just one of the four.
    """

    column: str
    at_least: float | None = None
    at_most: float | None = None
    top: float | None = None
    bottom: float | None = None

    def __post_init__(self) -> None:
        """Refuse a barrier that has no limit, two of them, or no share."""
        given = {n: v for n in LIMITS if (v := getattr(self, n)) is not None}
        if len(given) != 1:
            raise ConfigError(
                f"the barrier of '{self.column}' should have one of "
                f"{', '.join(LIMITS)}; got {', '.join(given) or 'none'}."
            )
        share = next(iter(given.values()))
        if {"top", "bottom"} & given.keys() and not 0 < share < 1:
            raise ConfigError(
                f"the barrier of '{self.column}' should have a share between 0 and 1; "
                f"got {share}."
            )

    def __call__(self, customers: pd.DataFrame) -> NDArray[np.bool_]:
        """Say of each customer whether it stands in the way; not where unknown."""
        values = numbers(customers, self.column)
        loyal = values[customers["segment"] == TRUE]
        if self.at_least is not None:
            found = values >= self.at_least
        elif self.at_most is not None:
            found = values <= self.at_most
        elif self.top is not None:
            found = values > loyal.quantile(1 - self.top)
        else:
            found = values < loyal.quantile(self.bottom or 0.0)
        return found.to_numpy(bool)


def joined(told: Mapping[str, NDArray[np.bool_]], size: int) -> NDArray[np.object_]:
    """Return what is told of each of `size` customers, as in "price; channel"."""
    names = np.full((size, len(told)), "", dtype=object)
    for place, (name, found) in enumerate(told.items()):
        names[found, place] = name
    return np.array(["; ".join(filter(None, row)) for row in names], dtype=object)
