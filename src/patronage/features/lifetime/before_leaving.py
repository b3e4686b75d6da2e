"""Purchases until a coin says leave, at any length of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit, hyp2f1

if TYPE_CHECKING:
    from patronage.segments import FloatArray

NEAR = 1e-5
NODES = np.linspace(-12, 12, 193)


def purchases_before_leaving(
    r: FloatArray, a: float, b: FloatArray, u: FloatArray
) -> FloatArray:
    """E[(1 - (1 + p u)^-r) / p] for p ~ beta(a, b), u being time over alpha + T.

    Fader, Hardie & Lee (2005a, eq. 10) give it as c / (a - 1) times 1 less (1 - z)^r
    2F1(r, b; c; z), with c = a + b - 1 and z = u / (1 + u). Euler's transformation
    takes r + x out of the numerator of 2F1, which then stays finite. Both a = 1 and
    c = 0 divide 0 by 0: there the mean of two neighbours stands for the limit.
    """
    if abs(a - 1) < NEAR:
        return _between(r, a, b, u)
    r, b, u = np.broadcast_arrays(r, b, u)
    poles = np.abs(a + b - 1) < NEAR
    found = _euler(r, a, np.where(poles, b + NEAR, b), u)
    found[poles] = _between(r[poles], a, b[poles], u[poles])
    return found


def _between(r: FloatArray, a: float, b: FloatArray, u: FloatArray) -> FloatArray:
    sides = [_euler(r, a + side, b + side, u) for side in (2 * NEAR, -2 * NEAR)]
    mean: FloatArray = np.mean(sides, axis=0)
    return mean


def _euler(r: FloatArray, a: float, b: FloatArray, u: FloatArray) -> FloatArray:
    c = a + b - 1
    with np.errstate(over="ignore", invalid="ignore"):
        power = np.exp(-(a - 1) * np.log1p(u))
        left = power * hyp2f1(a - 1, c - r, c, u / (1 + u))
    found = c * (1 - left) / (a - 1)
    lost = ~np.isfinite(found)
    if lost.any():
        u = np.broadcast_to(u, found.shape)
        found[lost] = _by_integration(r[lost], a, b[lost], u[lost])
    return found


def _by_integration(
    r: FloatArray, a: float, b: FloatArray, u: FloatArray
) -> FloatArray:
    """Sum over log odds of p: of a large `a`, which is where 2F1 overflows.

    The trapezoid rule on a bell that falls to nothing at both ends.
    """
    r, b, u = (values[:, None] for values in (r, b, u))
    log_odds = np.log(a / b) + np.sqrt(1 / a + 1 / b) * NODES
    log_weight = -a * np.logaddexp(0, -log_odds) - b * np.logaddexp(0, log_odds)
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    p = expit(log_odds)
    value = -np.expm1(-r * np.log1p(p * u)) / p
    return (weight * value).sum(axis=1) / weight.sum(axis=1)
