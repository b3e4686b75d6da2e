"""Categories that a segment buys more often than customers at large."""

from __future__ import annotations

import pandas as pd

MIN_BUYERS = 30
MIN_INDEX = 110
MOST = 5


def over_indexed(
    bought: pd.DataFrame,
    segments: pd.DataFrame,
    *,
    min_buyers: int = MIN_BUYERS,
    most: int = MOST,
) -> pd.DataFrame:
    """Return the categories of each segment that stand out most, by their index.

    `bought` has a row per customer and category that he bought (`customer_id`,
    `category`). `reach` is the share of the segment's customers who buy it, `index`
    that share over the share of all placed customers, in hundreds: 100 is as usual.
    Categories with fewer than `min_buyers` in the segment, or an index below 110, are
    not told.
    """
    placed = segments.loc[segments["segment"] >= 0, ["customer_id", "segment"]]
    pairs = bought[["customer_id", "category"]].drop_duplicates().merge(placed)
    overall = pairs.groupby("category").size() / max(len(placed), 1)
    sizes = placed.groupby("segment").size()
    table = pairs.groupby(["segment", "category"]).size().rename("buyers").reset_index()
    reach = table["category"].map(overall).astype("float64")
    table["reach"] = table["buyers"] / table["segment"].map(sizes)
    table["index"] = 100 * table["reach"] / reach
    kept = table[(table["buyers"] >= min_buyers) & (table["index"] >= MIN_INDEX)]
    ordered = kept.sort_values(
        ["segment", "index", "category"], ascending=[True, False, True]
    )
    return ordered.groupby("segment").head(most).reset_index(drop=True)
