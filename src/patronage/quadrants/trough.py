"""Whether there are fewer customers between two groups than within either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patronage.quadrants.distinct_values import DistinctValues
    from patronage.segments import FloatArray


def trough(distinct: DistinctValues, means: FloatArray, sds: FloatArray) -> float:
    """Return by how many standard errors customers lie thinner between two groups.

    Thinner than within one standard deviation of either mean, on the way that these
    stretches leave; 0 where they leave none. A value is spread up to the middle of
    the way to its neighbours, so that answers in steps are no troughs.
    """
    between = _stretch(distinct, means[0] + sds[0], means[1] - sds[1])
    if not between[1]:
        return 0.0
    ends = zip(means - sds, means + sds, strict=True)
    return float(min(_thinner(between, _stretch(distinct, *each)) for each in ends))


def _stretch(distinct: DistinctValues, start: float, end: float) -> tuple[float, float]:
    """Return customers per unit from start to end, and the variance of that."""
    width = end - start
    if width <= 0:
        return 0.0, 0.0
    steps = np.diff(distinct.values) / 2
    first, last = distinct.values[0] - steps[0], distinct.values[-1] + steps[-1]
    edges = np.concatenate([[first], distinct.values[:-1] + steps, [last]])
    up_to = np.concatenate([[0.0], np.cumsum(distinct.weights)])
    before, after = np.interp([start, end], edges, up_to)
    number = max(float(after - before), 1.0)  # none is as uncertain as one
    return float(after - before) / width, number / width**2


def _thinner(between: tuple[float, float], within: tuple[float, float]) -> float:
    return (within[0] - between[0]) / float(np.sqrt(within[1] + between[1]))
