"""The customers whose advice is asked: the most loyal, from everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.lists.control import TREAT
from patronage.lists.ranking import COLUMNS, numbered

FEWEST = 10


@dataclass(frozen=True, kw_only=True)
class Council:
    """Seat the most loyal customers so that as many groups as can be have a seat.

    `diversity` names columns such as the region. One after another, that customer is
    taken who brings most groups that have no seat yet (Nemhauser, Wolsey & Fisher 1978,
    Math. Prog. 14:265), among equals the one with the highest p(true), then the highest
    score on the weaker axis. Who is in the control group is noted and takes no seat.
    """

    seats: int = 12
    diversity: Sequence[str] = ("region", "cluster")

    def __post_init__(self) -> None:
        """Refuse a council without seats."""
        if self.seats < 1:
            raise ConfigError(f"council: seats should be 1 or more; got {self.seats}.")

    @property
    def score(self) -> str:
        """What the score of a row is."""
        return "p(true)"

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Nothing is needed but the quadrants."""
        return []

    def caveats(self, customers: pd.DataFrame) -> list[str]:
        """Say where seats stay empty."""
        seated = int((self(customers)["group"] == TREAT).sum())
        least = min(FEWEST, self.seats)
        few = (
            f"{seated} truly loyal customers can be asked; {least} at least were wanted"
        )
        return [few] if seated < least else []

    def __call__(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Return the list in the order of seats, with the groups represented."""
        loyal = customers["reachable"] & (customers["segment"] == "true")
        scored = customers.assign(
            probability=customers["p_true"], score=customers["p_true"], reasons=""
        )
        order = ["probability", "strength", "customer_id"]
        pool = scored[loyal].sort_values(order, ascending=[False, False, True])
        columns = [name for name in self.diversity if name in pool]
        taken = self._taken(pool["group"] == TREAT, _codes(pool, columns))
        return numbered(pool.iloc[taken], *(n for n in columns if n not in COLUMNS))

    def _taken(self, treated: pd.Series[bool], codes: np.ndarray) -> list[int]:
        """Places in the pool, in the order in which they are taken."""
        new = codes >= 0
        left = np.ones(len(treated), dtype=bool)
        taken: list[int] = []
        seats = self.seats
        while seats and left.any():
            gain = np.where(left, new.sum(axis=1), -1)
            best = int(gain.argmax())  # of equals the first, who is the more loyal
            taken.append(best)
            left[best] = False
            if treated.iloc[best]:
                seats -= 1
                new &= codes != codes[best]
        return taken


def _codes(pool: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """Which group each customer is of, a column each; -1 where it is not known."""
    coded = [pd.factorize(pool[name])[0] for name in columns]
    return np.column_stack(coded) if coded else np.empty((len(pool), 0), dtype=np.int64)
