"""The hypergeometric function of the Pareto/NBD, for any parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import hyp2f1

if TYPE_CHECKING:
    from patronage.segments import FloatArray

STEEP, LARGE = 0.99, 50
STEP = 0.05
# Double-exponential nodes and weights for an integral from 0 to infinity.
GRID = np.arange(-3.4, 12.5, STEP)
NODES = np.exp(GRID - np.exp(-GRID))
WEIGHTS = STEP * NODES * (1 + np.exp(-GRID))


def tail(b: FloatArray | float, c: FloatArray, z: FloatArray) -> FloatArray:
    """2F1(1, b; c; z) for 0 < b < c and 0 <= z < 1; between 1 and 1 / (1 - z).

    Near z = 1 the series is slow, and lost where c is large; there it is the integral
    of exp(-y) (1 - z + z exp(-y / (c - 1)))^-b (Euler's, in y = -(c - 1) ln(1 - v)).
    """
    b, c, z = np.broadcast_arrays(b, c, z)
    steep = (z > STEEP) & (c > LARGE)
    found = np.empty(z.shape)
    found[~steep] = hyp2f1(1, b[~steep], c[~steep], z[~steep])
    if steep.any():
        found[steep] = _integral(b[steep], c[steep], z[steep])
    return found


def _integral(b: FloatArray, c: FloatArray, z: FloatArray) -> FloatArray:
    total = np.zeros(z.shape)
    for y, weight in zip(NODES, WEIGHTS, strict=True):
        left = 1 - z + z * np.exp(-y / (c - 1))
        total += weight * np.exp(-y - b * np.log(left))
    return total
