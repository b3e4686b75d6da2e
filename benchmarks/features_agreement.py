"""Whether the ways of making the raw columns agree: only equals may be compared.

`python -m benchmarks.features_agreement ours.parquet sql.parquet pandas.parquet` prints
how many columns there are and the largest relative difference, and fails where a column
or a customer is missing or differs.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

KEY = "customer_id"
OURS_ALONE = {"as_of", "status", "future_orders", "future_amount"}
TOLERANCE = 1e-9


def read(path: str) -> pd.DataFrame:
    """A table of columns by customer, whose ids are whole numbers."""
    table = pd.read_parquet(path).reset_index(drop=False)
    table[KEY] = table[KEY].astype("int64")
    return table.drop(columns="index", errors="ignore").set_index(KEY).sort_index()


def difference(ours: pd.Series, theirs: pd.Series) -> float:
    """Largest difference, relative where values exceed 1; infinite where one is NaN."""
    a, b = (column.to_numpy("float64", na_value=np.nan) for column in (ours, theirs))
    if not np.array_equal(np.isnan(a), np.isnan(b)):
        return np.inf
    scale = np.maximum(1, np.abs(a))
    return float(np.nanmax(np.abs(a - b) / scale, initial=0))


def problems(ours: pd.DataFrame, theirs: pd.DataFrame, name: str) -> list[str]:
    """What the other table lacks, has beside, or has otherwise."""
    if not ours.index.equals(theirs.index):
        return [f"{name} has other customers"]
    missing = sorted(set(ours) - set(theirs) - OURS_ALONE)
    beside = sorted(set(theirs) - set(ours))
    differing = [
        f"{column} differs by {found:.1e}"
        for column in ours.columns.intersection(theirs.columns)
        if (found := difference(ours[column], theirs[column])) > TOLERANCE
    ]
    lacks = [f"lacks {missing}"] if missing else []
    has = [f"has {beside} beside"] if beside else []
    return [f"{name} {problem}" for problem in [*lacks, *has, *differing]]


def main() -> None:
    """Compare the first table with each of the others."""
    ours, *others = (read(path) for path in sys.argv[1:])
    names = [Path(path).stem for path in sys.argv[2:]]
    found = [
        p
        for name, other in zip(names, others, strict=True)
        for p in problems(ours, other, name)
    ]
    shared = [c for c in ours if c not in OURS_ALONE]
    worst = max(
        difference(ours[column], other[column])
        for other in others
        for column in other.columns.intersection(ours.columns)
    )
    print(f"{len(shared)} columns of {len(ours):,} customers, made in three ways:")
    print(f"largest difference {worst:.1e}")
    if found:
        raise SystemExit("\n".join(found))


if __name__ == "__main__":
    main()
