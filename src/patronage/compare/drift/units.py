"""Columns that come in another unit, or no more at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import ks_2samp

from patronage.compare.drift.measured import sample
from patronage.compare.drift.reference import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from patronage.segments import FloatArray

NEAR = 0.12  # in powers of ten: between 0.76 and 1.32 times a power
ALIKE, UNLIKE = 0.2, 0.4
FEWEST = 10
GONE = 0.99


def units_changed(reference: pd.DataFrame, features: pd.DataFrame) -> list[str]:
    """Return a sentence for each column that is not what a model has learned.

    A column counts as in another unit if its values are near a power of ten times what
    they were, and, once they are divided by it, lie as they lay: their two-sample
    distance (Kolmogorov-Smirnov) is then below .2, and above .4 as they are. A column
    is gone if nearly nobody has a value of whom most had one.
    """
    active = features[features["status"] == "ok"]
    return [each for each in _sentences(reference, active) if each]


def _sentences(reference: pd.DataFrame, active: pd.DataFrame) -> Iterator[str]:
    points = reference[reference["kind"] == "point"]
    for name, rows in points.groupby("subject", sort=False):
        if name not in active:
            yield f"'{name}' is missing."
            continue
        values = numbers(active[name])
        if values is not None:
            yield _sentence(str(name), np.sort(rows["value"].to_numpy()), values)


def _sentence(name: str, before: FloatArray, values: FloatArray) -> str:
    now = np.sort(values[~np.isnan(values)])
    if len(values) and len(now) < (1 - GONE) * len(values):
        return f"'{name}' has values of {len(now)} in {len(values):,} customers."
    power = _power(before, now)
    if not power:
        return ""
    known = sample(now, len(now))
    is_changed = (
        ks_2samp(before, known).statistic > UNLIKE
        and ks_2samp(before, known / 10.0**power).statistic < ALIKE
    )
    times = f"{10.0**power:g}"
    return f"'{name}' is {times} times what it was." if is_changed else ""


def _power(before: FloatArray, now: FloatArray) -> int:
    """Return the power of ten that the values are near to, 0 for none."""
    sizes = [np.abs(each[each != 0]) for each in (before, now)]
    if min(map(len, sizes)) < FEWEST:
        return 0
    times = float(np.log10(np.median(sizes[1]) / np.median(sizes[0])))
    return round(times) if abs(times - round(times)) < NEAR else 0
