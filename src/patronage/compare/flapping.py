"""Who changes segment although nothing has changed in what they do."""

from __future__ import annotations

import numpy as np
import pandas as pd

from patronage.compare.score import Score, share_score


def steady_customers(
    before: pd.DataFrame, after: pd.DataFrame, *, within: float
) -> pd.Index:
    """Return who behaves on both days alike.

    Both matrices hold the same standardised features, their index customer ids; alike
    are customers whose features differ by no more than `within` standard deviations,
    as a root mean square over the columns.
    """
    both = before.index.intersection(after.index).sort_values()
    apart = after.loc[both].to_numpy(float) - before.loc[both].to_numpy(float)
    moved = np.sqrt((apart**2).mean(1)) if apart.size else np.full(len(both), np.inf)
    return both[moved <= within]


def flapping(
    before: pd.DataFrame, after: pd.DataFrame, steady: pd.Index
) -> list[Score]:
    """Return the share of customers whose segment is not the same on two days.

    `before` and `after` are the tables `segments` of a scheme that was fitted once.
    Customers count who have a segment on both days: `flapping/all` of all of them,
    `flapping/steady` of those who behave alike. The interval is Wilson's.
    """
    known = before[["customer_id", "segment"]].merge(
        after[["customer_id", "segment"]], on="customer_id", suffixes=("", "_after")
    )
    known = known[(known["segment"] >= 0) & (known["segment_after"] >= 0)]
    changed = (known["segment"] != known["segment_after"]).to_numpy()
    alike = known["customer_id"].isin(steady).to_numpy()
    groups = {"flapping/all": changed, "flapping/steady": changed[alike]}
    return [share_score(name, who) for name, who in groups.items() if len(who)]
