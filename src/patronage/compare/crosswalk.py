"""Two schemes held against each other, customer by customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_mutual_info_score

from patronage.agreement import contingency, cramers_v
from patronage.ragged import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patronage.segments import IntArray


def crosswalk(
    a: pd.DataFrame,
    b: pd.DataFrame,
    *,
    scheme: str,
    other_scheme: str,
    n_segments: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """Return the table `crosswalk`: a row per segment of `a` and segment of `b`.

    Counts customers who have a segment in both; `share` is of the row segment, `lift`
    that share over the other segment's share of all. Both are NaN where nobody is.
    `n_segments` of each scheme gives empty segments their rows too.

    >>> tiers, cells = (study.fit(name).segments for name in ("tier3", "rfm_cells"))
    >>> both = crosswalk(tiers, cells, scheme="tier3", other_scheme="rfm_cells")
    >>> both["customers"].sum()
    np.int64(60)
    """
    counts = contingency(*placed_in_both(a, b), n_segments)
    share = ratio(counts, counts.sum(1, keepdims=True))
    overall = ratio(counts.sum(0), np.full(counts.shape[1], counts.sum()))
    rows, columns = np.indices(counts.shape)
    return pd.DataFrame(
        {
            "scheme": pd.Series([scheme] * counts.size, dtype="str"),
            "segment": rows.ravel(),
            "other_scheme": pd.Series([other_scheme] * counts.size, dtype="str"),
            "other_segment": columns.ravel(),
            "customers": counts.ravel(),
            "share": share.ravel(),
            "lift": ratio(share, np.broadcast_to(overall, share.shape)).ravel(),
        }
    )


def crosswalks(
    segments: Mapping[str, pd.DataFrame], n_segments: Mapping[str, int]
) -> pd.DataFrame:
    """Return the table `crosswalk` of every scheme with every other, by name."""
    tables = [
        crosswalk(
            a,
            b,
            scheme=scheme,
            other_scheme=other,
            n_segments=(n_segments[scheme], n_segments[other]),
        )
        for scheme, a in segments.items()
        for other, b in segments.items()
    ]
    every = pd.concat(tables, ignore_index=True)
    return every[every["scheme"] != every["other_scheme"]].reset_index(drop=True)


def association(a: pd.DataFrame, b: pd.DataFrame) -> dict[str, float]:
    """Return `ami` (Vinh et al. 2010) and `cramers_v`, 0 for unrelated schemes.

    >>> tiers = study.fit("tier3").segments
    >>> association(tiers, tiers)
    {'ami': 1.0, 'cramers_v': 1.0}
    """
    of_a, of_b = placed_in_both(a, b)
    ami = adjusted_mutual_info_score(of_a, of_b) if len(of_a) else 0.0
    return {"ami": float(ami), "cramers_v": cramers_v(contingency(of_a, of_b))}


def placed_in_both(a: pd.DataFrame, b: pd.DataFrame) -> tuple[IntArray, IntArray]:
    """Segments of the customers who have one in both tables."""
    columns = ["customer_id", "segment"]
    joined = a[columns].merge(b[columns], on="customer_id", suffixes=("_a", "_b"))
    kept = joined[(joined["segment_a"] >= 0) & (joined["segment_b"] >= 0)]
    return kept["segment_a"].to_numpy(np.int64), kept["segment_b"].to_numpy(np.int64)
