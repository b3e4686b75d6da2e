"""Where a log likelihood of two parameters is greatest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scipy.optimize import minimize

if TYPE_CHECKING:
    from patronage.segments import FloatArray

REACH = 12.0
PRECISE = {"ftol": 1e-15, "gtol": 1e-10, "maxiter": 500}


def maximum(
    likelihood: Callable[[float, float], tuple[float, FloatArray]],
    start: tuple[float, float],
    *,
    n: float,
) -> tuple[float, float]:
    """Return the parameters, found from `start` and not further than e^12 from it.

    `likelihood` returns the sum over `n` observations, and its slope.
    """

    def loss(parameters: FloatArray) -> tuple[float, FloatArray]:
        value, slope = likelihood(*parameters)
        return -value / n, -slope / n

    bounds = [(at - REACH, at + REACH) for at in start]
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=PRECISE
    )
    return float(found.x[0]), float(found.x[1])
