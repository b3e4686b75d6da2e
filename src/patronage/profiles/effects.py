"""How much of each column the segments explain, and in how many they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.loggable import Metric
from patronage.profiles.differences import differences
from patronage.profiles.words import Phrase

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

SIZES = (0.01, 0.06, 0.14)
WORDS = (
    Phrase("none", "无"),
    Phrase("small", "小"),
    Phrase("medium", "中"),
    Phrase("large", "大"),
)
MIN_D, MIN_COLUMNS = 0.5, 2
MEDIUM = SIZES[1]


def effect(eta2: float) -> Phrase:
    """Return what an explained share of variance is called (Cohen 1988, p. 283)."""
    return WORDS[int(np.searchsorted(SIZES, eta2, side="right"))]


def effects(told: pd.DataFrame, used: Sequence[str], wording: Wording) -> pd.DataFrame:
    """Return `eta2` and `epsilon2` of each column, the largest first.

    `used` marks the columns that the scheme looks at: only the others can show that
    its segments differ in more than what they were made of.
    """
    each = told.drop_duplicates("column")[["column", "unit", "eta2", "epsilon2"]]
    each = each.sort_values(["eta2", "column"], ascending=[False, True])
    called = [wording.say(*effect(value)) for value in each["eta2"]]
    return each.assign(
        effect=pd.Series(called, index=each.index, dtype="str"),
        used=each["column"].isin(used),
    ).reset_index(drop=True)


def effect_metrics(told: pd.DataFrame, used: Sequence[str]) -> Iterator[Metric]:
    """Yield how far segments differ in columns that they were not made of.

    `quality/eta2_median` is the median of `eta2`; `quality/pairs_apart` the share of
    pairs of segments with a standardised difference of .5 in two columns or more;
    `quality/differentiable` is 1 if the median is .06 (medium) and all pairs are apart
    (Kotler: segments should be differentiable).
    """
    unused = told[~told["column"].isin(used)]
    if unused.empty:
        return
    median = float(unused.drop_duplicates("column")["eta2"].median())
    yield Metric("quality/eta2_median", median)
    apart = pairs_apart(unused)
    if np.isfinite(apart):
        yield Metric("quality/pairs_apart", apart)
        passes = median >= MEDIUM and apart == 1
        yield Metric("quality/differentiable", float(passes))


def pairs_apart(told: pd.DataFrame) -> float:
    """Share of pairs of segments that differ; NaN with fewer than two to be told."""
    d = differences(told.dropna(subset="mean")).d
    first, second = np.triu_indices(len(d), 1)
    far = (np.abs(d[first, second]) >= MIN_D).sum(1) >= MIN_COLUMNS
    return float(far.mean()) if len(far) else float("nan")
