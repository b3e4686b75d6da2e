"""Arithmetic whose bits depend on no neighbour in the array."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

LEAST, TABLED = 1 << 9, 1 << 16  # numbers that a table holds


def n_log_n(n: IntArray) -> FloatArray:
    """Return n ln n of counts (0 for 0)."""
    return tabled(_n_log_n, n)


def tabled(function: Callable[..., float], n: IntArray, *settings: int) -> FloatArray:
    """Apply a function of whole numbers from 0 on to each of many.

    A vectorised logarithm may differ in its last bit with the processor and with a
    value's place in the array; what a table holds does not.
    """
    most = int(n.max(initial=LEAST))
    table = _table(function, min(1 << most.bit_length(), TABLED), *settings)
    if most < TABLED:
        return table[n]
    found = table[np.minimum(n, TABLED - 1)]
    large = np.flatnonzero(n >= TABLED)
    found[large] = [function(k, *settings) for k in n[large].tolist()]
    return found


def ratio(numerator: NDArray[Any], denominator: NDArray[Any]) -> FloatArray:
    """Divide element by element; NaN where the denominator is 0."""
    below = np.asarray(denominator, dtype=np.float64)
    return np.asarray(numerator, np.float64) / np.where(below == 0, np.nan, below)


@functools.cache
def _table(function: Callable[..., float], size: int, *settings: int) -> FloatArray:
    return np.array([function(k, *settings) for k in range(size)], dtype=np.float64)


def _n_log_n(n: int) -> float:
    return n * math.log(n) if n else 0.0
