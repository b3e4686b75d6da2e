"""What a customer may ask for: a quota from his tier, a placement from his grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.segments import IntArray


@dataclass(frozen=True, kw_only=True)
class Entitlement:
    """Whole units a month by tier, and of one product by its class and the grade.

    `quota` has the units of each tier, by segment key. `placement` has, for each class
    of products, the units of one product by grade, by segment key; 0: the product is
    not placed there. Who has no tier or no grade gets `without_tier` units in all, and
    what the least grade gets.
    """

    quota: Mapping[str, int]
    placement: Mapping[str, Mapping[str, int]]
    without_tier: int = 0

    def __post_init__(self) -> None:
        """Refuse units that are not whole, or negative."""
        told = dict(self.quota) | {"without_tier": self.without_tier}
        for name, units in self.placement.items():
            told |= {f"{name}.{grade}": each for grade, each in units.items()}
        wrong = [f"{n} {u}" for n, u in told.items() if u < 0 or u != int(u)]
        if wrong or not self.quota or not all(self.placement.values()):
            raise ConfigError(
                "supply: quotas and placements should be whole units, 0 or more, for "
                f"each tier and grade; got {', '.join(wrong) or 'none'}."
            )

    def check(self, tiers: list[str], grades: list[str]) -> None:
        """Refuse an entitlement that leaves out a tier or a grade.

        Raises
        ------
        ConfigError
            Naming them.
        """
        missing = [f"tier '{key}'" for key in tiers if key not in self.quota]
        missing += [
            f"grade '{key}' of class '{name}'"
            for name, units in self.placement.items()
            for key in grades
            if key not in units
        ]
        if missing:
            raise ConfigError(
                "supply: every tier should have a quota and every grade a placement; "
                f"missing: {', '.join(missing)}."
            )

    def quotas(self, tiers: pd.Series) -> IntArray:
        """Units that each customer may have in all."""
        units = tiers.map(dict(self.quota)).fillna(self.without_tier)
        return np.asarray(units, np.int64)

    def placements(self, grades: pd.Series, product_class: str) -> IntArray:
        """Units of one product of a class that each customer may have."""
        units = self.placement[product_class]
        known = grades.map(dict(units)).fillna(min(units.values()))
        return np.asarray(known, np.int64)
