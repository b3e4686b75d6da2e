"""Columns that come in another unit, of another type, or no more at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.compare.drift.reference import BIN, is_column, numbers, was_missing
from patronage.compare.drift.two_samples import (
    FEWEST,
    distance,
    other_than_zero,
    sample,
    scale,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from patronage.segments import FloatArray

NEAR = 0.12  # in powers of ten: between 0.76 and 1.32 times a power
ALIKE, UNLIKE = 0.2, 0.4
GONE = 0.99


def units_changed(reference: pd.DataFrame, features: pd.DataFrame) -> list[str]:
    """Return a sentence for each column that is not what a model has learned.

    A column counts as in another unit if its values are near a power of ten times what
    they were, and, once they are divided by it, lie as they lay: the two-sample
    distance (Kolmogorov-Smirnov) of those that are not zero is then below .2, and above
    .4 as they are. A column is gone if fewer than 1 % of the customers of whom a value
    is expected have one, ten being the fewest that are expected: one that hardly
    anybody had is no news. What was a number is one still.
    """
    active = features[features["status"] == "ok"]
    return [each for each in _sentences(reference, active) if each]


def _sentences(reference: pd.DataFrame, active: pd.DataFrame) -> Iterator[str]:
    for name, rows in reference.groupby("subject", sort=False):
        if not is_column(rows):
            continue
        yield (
            _sentence(rows, active[name]) if name in active else f"'{name}' is missing."
        )


def _sentence(rows: pd.DataFrame, column: pd.Series) -> str:
    return _gone(rows, column) or _another_type(rows, column) or _unit(rows, column)


def _gone(rows: pd.DataFrame, column: pd.Series) -> str:
    expected = len(column) * (1 - was_missing(rows))
    known = int(column.notna().sum())
    if expected < FEWEST or known >= (1 - GONE) * expected:
        return ""
    return f"'{column.name}' has values of {known} in {len(column):,} customers."


def _another_type(rows: pd.DataFrame, column: pd.Series) -> str:
    was, now = (rows["kind"] == BIN).any(), numbers(column) is not None
    if was == now or was_missing(rows) == 1 or not column.notna().any():
        return ""
    before, after = ("a number", "a label") if was else ("a label", "a number")
    return f"'{column.name}' was {before} and is {after}."


def _unit(rows: pd.DataFrame, column: pd.Series) -> str:
    points, values = rows.loc[rows["kind"] == "point", "value"], numbers(column)
    if values is None:
        return ""
    before = np.sort(other_than_zero(points.to_numpy(np.float64)))
    now = np.sort(other_than_zero(values[~np.isnan(values)]))
    power = _power(before, now)
    if not power or not _as_they_lay(before, sample(now, len(now)), power):
        return ""
    return f"'{column.name}' is {10.0**power:g} times what it was."


def _power(before: FloatArray, now: FloatArray) -> int:
    """Return the power of ten that the values are near to, 0 for none."""
    times = np.log10(scale(before, now))
    return round(times) if abs(times - round(times, 0)) < NEAR else 0


def _as_they_lay(before: FloatArray, now: FloatArray, power: int) -> bool:
    """Whether only the unit is another."""
    apart, once_divided = (
        distance(before, each)[0] for each in (now, now / 10.0**power)
    )
    return apart > UNLIKE and once_divided < ALIKE
