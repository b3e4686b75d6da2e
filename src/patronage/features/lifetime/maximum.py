"""Maximum likelihood, and whether to believe it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
from scipy.optimize import minimize

from patronage.features.lifetime.parameters import Parameters

if TYPE_CHECKING:
    from patronage.segments import FloatArray

P = TypeVar("P", bound=Parameters)

SMALLEST, LARGEST = 1e-4, 1e4
SLOPE = 1e-4
FLAT = 1e-6
ENOUGH = 20_000
OPTIONS = {"ftol": 1e-15, "gtol": 1e-9, "maxiter": 500, "maxls": 40}


@dataclass(frozen=True)
class Maximum(Generic[P]):
    """The best parameters found, and why they are not to be used ("" if they are)."""

    parameters: P
    reason: str


def maximum_likelihood(model: type[P], evidence: Any) -> Maximum[P]:
    """Climb from each start on a part of the evidence; from the best end on all.

    Parameters are sought as logarithms, a decade further than they may lie: one that
    drifts there is seen.
    """
    if evidence.lack:
        return Maximum(model(*model.starts[0]), evidence.lack)
    part = evidence.thinned(ENOUGH)
    ends = [_climb(model, part, np.log(start)) for start in model.starts]
    best = min(ends, key=lambda end: end.fun)
    if part is not evidence:
        best = _climb(model, evidence, best.x)
    found = model.of_logs(best.x)
    return Maximum(found, _doubt(found, best))


def _climb(model: type[P], evidence: Any, start: FloatArray) -> Any:
    customers = evidence.weight.sum()

    def loss(logs: FloatArray) -> tuple[float, FloatArray]:
        with np.errstate(all="ignore"):
            value, slope = model.of_logs(logs).score(evidence)
        if not (np.isfinite(value) and np.isfinite(slope).all()):
            return np.finfo(np.float64).max, np.zeros(len(logs))
        return -value / customers, -slope / customers

    bounds = [(np.log(SMALLEST / 10), np.log(LARGEST * 10))] * len(start)
    return minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=OPTIONS
    )


def _doubt(found: Parameters, end: Any) -> str:
    slope = np.abs(end.jac).max()
    outside = [
        f"{field.name} = {value:.3g}"
        for field in fields(found)
        if not SMALLEST < (value := getattr(found, field.name)) < LARGEST
    ]
    if outside:
        return f"parameters should lie within {SMALLEST:g} and {LARGEST:g}; got " + (
            ", ".join(outside)
        )
    if not end.success and slope > FLAT:
        return "the search did not converge"
    if slope >= SLOPE:
        return f"the slope per customer should be below {SLOPE:g}; got {slope:.2g}"
    return ""
