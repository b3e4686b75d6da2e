"""One sign of a problem, read from one column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.answers import said_yes
from patronage.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Sign:
    """A customer shows it `below` so much, or with `at_least` so much.

    Without either limit it is shown where the column says yes. What is missing shows
    nothing. `en` and `zh` are a phrase each.
    """

    column: str
    en: str
    zh: str
    below: float | None = None
    at_least: float | None = None

    def __post_init__(self) -> None:
        """Refuse two limits."""
        if self.below is not None and self.at_least is not None:
            raise ConfigError(
                f"the sign in '{self.column}' should have one limit; got below "
                f"{self.below:g} and at least {self.at_least:g}."
            )

    def is_offered(self, features: pd.DataFrame) -> bool:
        """Say whether the column is there, and known of anybody."""
        return self.column in features and bool(features[self.column].notna().any())

    def __call__(self, features: pd.DataFrame) -> NDArray[np.bool_]:
        """Say of each customer whether he shows it."""
        if self.below is None and self.at_least is None:
            return said_yes(features[self.column])
        values = features[self.column].to_numpy(np.float64)
        if self.below is not None:
            return values < self.below
        return values >= self.at_least
