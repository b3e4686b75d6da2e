"""What every list is: customers in, rows to act on out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd


class ActionList(Protocol):
    """Choose customers, rank them, and say why.

    `customers` are those of `known_customers`, with their `group` on this list.
    """

    @property
    def score(self) -> str:
        """What the score of a row is."""
        ...

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Name the columns without which there is no list."""
        ...

    def caveats(self, customers: pd.DataFrame) -> list[str]:
        """Return sentences that must stand beside the list."""
        ...

    def __call__(self, customers: pd.DataFrame) -> pd.DataFrame:
        """Return rank, the columns of `ranking.COLUMNS`, and the list's own."""
        ...
