"""How long a customer who may leave will stay, with later time worth less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import hyperu, roots_laguerre

if TYPE_CHECKING:
    from patronage.segments import FloatArray

LARGE = 20.0
NODES, WEIGHTS = roots_laguerre(60)


def discounted_life(s: float, span: FloatArray, delta: float) -> FloatArray:
    """Integral over t of (span / (span + t))^s exp(-delta t).

    It is z^s U(s, s, z) / delta with z = delta span (Fader, Hardie & Lee 2005b, eq. 2),
    U being Tricomi's function. Where that overflows, and for large s, what is
    integrated is nearly exponential, and Gauss-Laguerre does it.
    """
    if s >= LARGE:
        return _by_integration(s, span, delta)
    z = delta * span
    with np.errstate(over="ignore", invalid="ignore"):
        found: FloatArray = z**s * hyperu(s, s, z) / delta
    lost = ~np.isfinite(found)
    found[lost] = _by_integration(s, span[lost], delta)
    return found


def _by_integration(s: float, span: FloatArray, delta: float) -> FloatArray:
    rate = (s / span + delta)[:, None]
    scaled = NODES / (rate * span[:, None])
    excess = s * (scaled - np.log1p(scaled))
    integral: FloatArray = (np.exp(excess) * WEIGHTS / rate).sum(axis=1)
    return integral
