"""The ten customary groups of the 125 cells of recency, frequency and money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.segments import SegmentName

if TYPE_CHECKING:
    from patronage.segments import IntArray

N_NAMED_SCORES = 5

RFM_GROUPS = (
    SegmentName(key="champions", en="Champions", zh="重要价值客户"),
    SegmentName(key="loyal", en="Loyal customers", zh="忠诚客户"),
    SegmentName(key="potential", en="Potential loyalists", zh="潜在忠诚客户"),
    SegmentName(key="new", en="New customers", zh="新客户"),
    SegmentName(key="promising", en="Promising", zh="有潜力客户"),
    SegmentName(key="attention", en="Need attention", zh="需要关注客户"),
    SegmentName(key="about_to_sleep", en="About to sleep", zh="即将沉睡客户"),
    SegmentName(key="at_risk", en="At risk", zh="流失风险客户"),
    SegmentName(key="cannot_lose", en="Can't lose them", zh="不可流失客户"),
    SegmentName(key="hibernating", en="Hibernating", zh="沉睡客户"),
)

Grid = Mapping[int, Sequence[str]]

# The customary map of ten groups. A row per score of recency, a column per score of
# patronage: the mean of frequency and money, halves rounded up.
GRID: Grid = {
    5: ("new", "potential", "potential", "champions", "champions"),
    4: ("promising", "potential", "potential", "loyal", "loyal"),
    3: ("about_to_sleep", "about_to_sleep", "attention", "loyal", "loyal"),
    2: ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"),
    1: ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"),
}


def rfm_group(
    recency: IntArray, frequency: IntArray, monetary: IntArray, *, grid: Grid = GRID
) -> IntArray:
    """Return the place in `RFM_GROUPS` of customers with these scores of 1 to 5."""
    order = [name.key for name in RFM_GROUPS]
    places = [[order.index(key) for key in grid[r]] for r in sorted(grid)]
    patronage = (frequency + monetary + 1) // 2
    return np.array(places, np.int64)[recency - 1, patronage - 1]


def check_grid(grid: Grid) -> None:
    """Refuse a map that leaves a cell open.

    Raises
    ------
    ConfigError
        If a row or a cell is missing or too many, or one names no group.
    """
    scores = list(range(1, N_NAMED_SCORES + 1))
    if sorted(grid) != scores:
        raise ConfigError(
            f"a map of RFM cells should have a row per score of recency, "
            f"{scores[0]} to {scores[-1]}; got {sorted(grid)}."
        )
    if short := [row for row in scores if len(grid[row]) != N_NAMED_SCORES]:
        raise ConfigError(
            f"each row of a map of RFM cells should have {N_NAMED_SCORES} cells; row "
            f"{short[0]} has {len(grid[short[0]])}."
        )
    known = {name.key for name in RFM_GROUPS}
    if strange := [key for row in scores for key in grid[row] if key not in known]:
        raise ConfigError(
            f"a map of RFM cells should name {', '.join(sorted(known))}; got "
            f"'{strange[0]}'."
        )
