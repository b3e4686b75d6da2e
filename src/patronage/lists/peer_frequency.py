"""How often customers buy, and how often the truly loyal among their peers do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.lists.offered import lacking, numbers

TRUE = "true"


@dataclass(frozen=True, kw_only=True)
class PeerFrequency:
    """Purchase days a month, from counts of `events` in months of `exposure`.

    `peer` names the column of the group within which the truly loyal are looked for;
    where a group has fewer than `min_peers` of them, all truly loyal count.
    """

    events: str = "repeat_days"
    exposure: str = "exposure_months"
    peer: str | None = None
    min_peers: int = 30

    def lacking(self, customers: pd.DataFrame) -> list[str]:
        """Name the columns that are not offered."""
        return lacking(customers, [self.events], [self.exposure])

    def monthly(self, customers: pd.DataFrame) -> pd.Series[float]:
        """Return what each customer does; NaN without any exposure."""
        exposure = numbers(customers, self.exposure)
        return numbers(customers, self.events) / exposure.where(exposure > 0)

    def loyal(self, customers: pd.DataFrame) -> pd.Series[float]:
        """Return the median of the truly loyal among each customer's peers."""
        rates = self.monthly(customers)[customers["segment"] == TRUE].dropna()
        overall = float(rates.median()) if len(rates) else np.nan
        if self.peer is None or self.peer not in customers:
            return pd.Series(overall, index=customers.index)
        peers = customers[self.peer].astype("str")
        grouped = rates.groupby(peers[rates.index])
        medians = grouped.median()[grouped.size() >= self.min_peers]
        return peers.map(medians).astype(np.float64).fillna(overall)
