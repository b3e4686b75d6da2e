"""The customers who stand for a segment, under names that lead back to nobody."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.spatial.distance import cdist

from patronage.profiles.profile import MIN_CELL, placed
from patronage.segments import KEY

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

NEAREST = 5
PAIRS = 20_000_000
BLOCK = 100_000
DIGITS = 3


def exemplars(
    features: pd.DataFrame,
    segments: pd.DataFrame,
    matrix: pd.DataFrame,
    columns: Sequence[str],
) -> pd.DataFrame:
    """Return each segment's medoid (rank 0) and the five customers nearest to it.

    `matrix` holds standardised features, its index customer ids; `columns` are told in
    their own units, to three significant digits. Of equals the smallest id stands for
    the segment. Segments of fewer than 10 customers show nobody. `customer` is made by
    `pseudonyms`.
    """
    known = features[[*KEY, *columns]]
    customers = placed(known, segments).set_index("customer_id")
    customers = customers.loc[customers.index.isin(matrix.index)]
    chosen = [
        member.assign(segment=segment, rank=np.arange(len(member)))
        for segment, rows in customers.groupby("segment")
        if len(rows) >= MIN_CELL
        for member in [rows.iloc[_central(matrix.loc[rows.index].to_numpy(float))]]
    ]
    table = pd.concat(chosen) if chosen else customers.head(0).assign(rank=0)
    told = table[["segment", "rank"]].reset_index(drop=True)
    names = pseudonyms(features, list(table.index))
    told["customer"] = pd.Series(names, dtype="str")
    shown = table[list(columns)].astype(float).map(_rounded)
    return pd.concat([told, shown.reset_index(drop=True)], axis=1)


def medoid(points: FloatArray) -> int:
    """Return the row with the least sum of distances to all; of equals the first.

    Exact up to 4,472 rows (Kaufman & Rousseeuw 1990); of more, the best of those
    nearest to the mean, as many as 2e7 distances allow.
    """
    from_mean = np.square(points - points.mean(0)).sum(1)
    most = max(1, PAIRS // len(points))
    tried = np.sort(np.argsort(from_mean, kind="stable")[:most])
    sums = np.zeros(len(tried))
    for start in range(0, len(points), BLOCK):
        sums += cdist(points[tried], points[start : start + BLOCK]).sum(1)
    return int(tried[np.argmin(np.round(sums, 9))])


def pseudonyms(features: pd.DataFrame, customers: Sequence[str]) -> list[str]:
    """Return a name of 12 hexadecimal digits for each customer id.

    HMAC-SHA256 under a key made from all that is known of all: whoever has the table
    can find the customer again, and nobody else can, not by trying all ids either. A
    new table gives new names, so that nobody is followed from one run to the next.
    """
    values = features.drop(columns="customer_id")
    rows = pd.util.hash_pandas_object(values, index=False).to_numpy()
    key = hashlib.sha256(np.sort(rows).tobytes()).digest()
    return [
        hmac.new(key, each.encode(), hashlib.sha256).hexdigest()[:12]
        for each in customers
    ]


def _central(points: FloatArray) -> IntArray:
    centre = medoid(points)
    apart = np.round(cdist(points[[centre]], points)[0], 9)
    apart[centre] = -1.0
    return np.argsort(apart, kind="stable")[: NEAREST + 1]


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
