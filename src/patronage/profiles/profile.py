"""What the customers of each segment have in common, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from patronage.profiles.likeness import without_copies
from patronage.segments import KEY

if TYPE_CHECKING:
    from patronage.profiles.wording import Language
    from patronage.segments import FloatArray, IntArray

DESCRIBING = ("raw", "learned", "attribute")
SPEND = "monetary_total"
FORECAST = "learned"
MIN_CELL = 10
MIN_KNOWN = 0.5


def placed(features: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return the features of customers in a segment, with that segment."""
    members = segments.loc[segments["segment"] >= 0, [*KEY, "segment"]]
    return features.merge(members, on=KEY).sort_values(KEY, ignore_index=True)


def profile_features(
    features: pd.DataFrame,
    segments: pd.DataFrame,
    dictionary: pd.DataFrame,
    *,
    n_segments: int,
) -> pd.DataFrame:
    """Describe each segment by each numeric column of the dictionary: a row a pair.

    `lift` is the segment's mean over that of all placed customers (columns without
    negative values), `z` their difference in standard deviations, `sd` the segment's
    own deviation (n - 1), `eta2` the share of a column's variance that lies between
    segments (SSB / SST), and `epsilon2` the same of its ranks (Kruskal & Wallis 1952).
    `n` customers of the segment have a value, which are `known` of it (0 to 1); below
    10 no more is told: fewer would show what single customers do. A column that equals
    an earlier one is not told again.
    """
    customers = placed(features, segments)
    values = _numeric(customers, dictionary)
    found = tell(values, customers["segment"].to_numpy(np.int64), n_segments)
    known = dictionary.set_index("column")
    for place, name in enumerate(("unit", "kind"), start=2):
        found.insert(place, name, found["column"].map(known[name]).astype("str"))
    return found


def tell(values: pd.DataFrame, segment: IntArray, n_segments: int) -> pd.DataFrame:
    """Describe each segment by each column of numbers: a row a pair."""
    told = _statistics(values, segment, n_segments)
    pairs = pd.MultiIndex.from_product(
        [range(n_segments), values.columns], names=["segment", "column"]
    )
    table = pd.DataFrame(
        {name: each.to_numpy(float).ravel() for name, each in told.items()},
        index=pairs,
    )
    size = np.bincount(segment, minlength=n_segments).repeat(len(values.columns))
    n = table["n"].astype(np.int64)
    table = table.where(n >= MIN_CELL).assign(n=n, known=n / np.maximum(size, 1))
    per_column = {
        "eta2": _explained(values, segment),
        "epsilon2": _explained(values.rank(), segment),
    }
    return table.reset_index().assign(
        **{name: np.tile(each, n_segments) for name, each in per_column.items()}
    )


def profile(
    features: pd.DataFrame,
    segments: pd.DataFrame,
    dictionary: pd.DataFrame,
    names: pd.DataFrame,
    *,
    value: str = SPEND,
    language: Language = "en",
) -> pd.DataFrame:
    """Return the table `profile`: a row per segment, also where it is empty.

    Shares are of placed customers and of their sum of `value`; the median of every
    numeric column stands under `<column>_median`.
    """
    ordered = names.sort_values("segment", ignore_index=True)
    customers = placed(features, segments)
    segment = customers["segment"].to_numpy(np.int64)
    size = np.bincount(segment, minlength=len(ordered))
    groups = _numeric(customers, dictionary).groupby(segment)
    medians = groups.median().where(groups.count() >= MIN_CELL)
    medians = medians.reindex(range(len(ordered))).add_suffix("_median")
    sized = ordered[["scheme", "segment", "segment_id"]].assign(
        name=ordered[f"name_{language}"],
        size=size,
        share=_shares(size.astype(float), empty=0.0),
        revenue_share=_revenue_share(customers, value, len(ordered)),
    )
    return pd.concat([sized, medians], axis=1)


def _numeric(customers: pd.DataFrame, dictionary: pd.DataFrame) -> pd.DataFrame:
    """Columns of the dictionary that hold numbers and describe a customer, once."""
    columns = [
        column
        for column, kind in zip(dictionary["column"], dictionary["kind"], strict=True)
        if kind in DESCRIBING
        and column in customers
        and is_numeric_dtype(customers[column])
        and not is_bool_dtype(customers[column])
    ]
    numbers = customers[columns].astype(float).replace([np.inf, -np.inf], np.nan)
    return without_copies(numbers)


def _statistics(
    values: pd.DataFrame, segment: IntArray, n_segments: int
) -> dict[str, pd.DataFrame]:
    groups = values.groupby(segment)
    mean, overall = groups.mean(), values.mean()
    told = {
        "n": groups.count(),
        "median": groups.median(),
        "q25": groups.quantile(0.25),
        "q75": groups.quantile(0.75),
        "mean": mean,
        "sd": groups.std(),
        "lift": mean / overall.where((values.min() >= 0) & (overall > 0)),
        "z": (mean - overall) / _spread(values),
    }
    rows = {name: each.reindex(range(n_segments)) for name, each in told.items()}
    return {**rows, "n": rows["n"].fillna(0)}


def _explained(values: pd.DataFrame, segment: IntArray) -> FloatArray:
    groups = values.groupby(segment)
    apart = ((groups.mean() - values.mean()) / _spread(values)) ** 2
    between = (groups.count() * apart).sum() / values.count()
    return between.fillna(0.0).clip(0, 1).to_numpy(float)


def _spread(values: pd.DataFrame) -> pd.Series:
    """Standard deviation; infinite where all values are equal but for rounding."""
    sd = values.std(ddof=0)
    return sd.where(sd > 1e-12 * values.abs().max(), np.inf)


def _shares(sums: FloatArray, *, empty: float) -> FloatArray:
    total = sums.sum()
    return sums / total if total > 0 else np.full(len(sums), empty)


def _revenue_share(customers: pd.DataFrame, value: str, n: int) -> FloatArray:
    if value not in customers:
        return np.full(n, np.nan)
    money = customers[value].astype(float).fillna(0.0).to_numpy()
    segment = customers["segment"].to_numpy(np.int64)
    sums = np.bincount(segment, weights=money, minlength=n)
    return _shares(sums.astype(float), empty=np.nan)
