"""What is kept of the customers that a model learned from: shares, no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.segments import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.segments import FloatArray

    Row = tuple[str, str, str, float, float]

COLUMNS = ["subject", "kind", "label", "value", "share"]
FEATURE, CATEGORY, SEGMENT, BIN = "feature", "category", "segment", "bin"
ALL, MISSING, OTHER = "", "missing", "other"
POINTS = 1000
DECILES = np.arange(1, 10) / 10
RARE = 0.005
FEWEST = 10  # a centre of fewer customers would tell of each of them
NONE = float("nan")


def drift_reference(features: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return the table `reference` of a feature table and its table `segments`.

    Of each number: bins between deciles with their shares, what is missing being a bin
    of its own, its mean and standard deviation, and up to 1,000 of its quantiles, each
    on its own; of each category the shares of its labels, where those below .5 % are
    one; of each segment its share and its customers' mean margin, and, from ten
    customers on, its mean of each number. No id, and no two values of one customer.
    """
    active = features[features["status"] == "ok"]
    rows = [*_counted(active), *_of_segments(active, segments)]
    for name in active.columns.drop([*KEY, "status"]):
        rows += _of_column(str(name), active[name])
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype(dict.fromkeys(COLUMNS[:3], "str"))


def is_column(rows: pd.DataFrame) -> bool:
    """Whether these rows of a reference are of a column of features."""
    return bool(rows["kind"].isin((BIN, CATEGORY)).any())


def was_missing(rows: pd.DataFrame) -> float:
    """Return the share of customers who had no value of a column."""
    return float(rows.loc[rows["label"] == MISSING, "share"].sum())


def numbers(column: pd.Series) -> FloatArray | None:
    """Return the values of a column that counts as a number, else None."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return None
    if not pd.api.types.is_numeric_dtype(column.dtype):
        return None
    return column.to_numpy(np.float64, na_value=np.nan)


def binned(values: FloatArray, edges: FloatArray) -> FloatArray:
    """Return the shares of the bins up to each edge, beyond the last, and missing."""
    known = values[~np.isnan(values)]
    counts = np.bincount(np.searchsorted(edges, known), minlength=len(edges) + 1)
    return np.append(counts, len(values) - len(known)) / max(len(values), 1)


def labelled(column: pd.Series) -> pd.Series:
    """Return the shares of labels; what is missing is one."""
    texts = column.astype("object").where(column.notna(), MISSING).astype("str")
    return texts.value_counts(normalize=True).sort_index()


def _counted(active: pd.DataFrame) -> Iterator[Row]:
    yield ALL, "n", ALL, float(len(active)), NONE


def _of_column(name: str, column: pd.Series) -> Iterator[Row]:
    values = numbers(column)
    return _of_label(name, column) if values is None else _of_number(name, values)


def _of_number(name: str, values: FloatArray) -> Iterator[Row]:
    known = np.sort(values[~np.isnan(values)])
    if not len(known):
        yield name, BIN, MISSING, NONE, 1.0
        return
    edges = np.unique(np.quantile(known, DECILES, method="inverted_cdf"))
    shares = binned(values, edges)
    ends = [*edges.tolist(), np.inf, NONE]
    for place, (end, share) in enumerate(zip(ends, shares.tolist(), strict=True)):
        label = MISSING if place == len(ends) - 1 else f"{place:02d}"
        yield name, BIN, label, end, share
    yield name, "mean", ALL, float(known.mean()), NONE
    yield name, "sd", ALL, float(known.std()), NONE
    steps = np.linspace(0, len(known) - 1, min(len(known), POINTS)).round()
    points = known[steps.astype(np.int64)]
    yield from ((name, "point", f"{i:04d}", v, NONE) for i, v in enumerate(points))


def _of_label(name: str, column: pd.Series) -> Iterator[Row]:
    shares = labelled(column)
    common = shares[(shares >= RARE) & (shares.index != OTHER)]
    for label, share in common.items():
        yield name, CATEGORY, str(label), NONE, float(share)
    yield name, CATEGORY, OTHER, NONE, float(max(1 - common.sum(), 0.0))


def _of_segments(active: pd.DataFrame, segments: pd.DataFrame) -> Iterator[Row]:
    """Yield size, mean margin and centre of each segment."""
    placed = segments[segments["segment"] >= 0]
    margins = placed.groupby("segment")["margin"].mean()
    for segment, margin in margins.items():
        yield SEGMENT, "margin", str(segment), float(margin), NONE
    for segment, share in segment_shares(segments).items():
        yield SEGMENT, "share", str(segment), NONE, float(share)
    sizes = placed["segment"].map(placed["segment"].value_counts())
    for segment, name, value in centres(active, placed[sizes >= FEWEST]):
        yield name, "centre", segment, value, NONE


def segment_shares(segments: pd.DataFrame) -> pd.Series:
    """Return the share of each segment among those who have one, by number."""
    placed = segments.loc[segments["segment"] >= 0, "segment"]
    return placed.value_counts(normalize=True).sort_index()


def centres(
    active: pd.DataFrame, placed: pd.DataFrame
) -> Iterator[tuple[str, str, float]]:
    """Yield each segment's mean of each number, as it is: segment, name, mean."""
    known = {
        str(name): values
        for name in active.columns.drop([*KEY, "status"])
        if (values := numbers(active[name])) is not None
    }
    table = pd.DataFrame(known, index=pd.Index(active["customer_id"]))
    of = placed.set_index("customer_id")["segment"].reindex(table.index)
    for segment, row in table.groupby(of.to_numpy()).mean().iterrows():
        for name, value in row.items():
            yield str(int(float(str(segment)))), str(name), float(value)
