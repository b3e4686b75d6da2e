"""How much of a budget each segment gets, where every unit of money brings less."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from patronage.errors import ConfigError
from patronage.segments import FloatArray, IntArray

HALVINGS = 200


@dataclass(frozen=True, kw_only=True)
class Spending:
    """Money per segment, what it brings, and what one more unit would bring.

    `price` is the marginal gain that all segments share which are funded, and neither
    at their least nor at their most; NaN where spending was not chosen for it.
    """

    money: FloatArray
    gain: float
    price: float


def best_spending(
    pools: ArrayLike,
    saturations: ArrayLike,
    budget: float,
    *,
    least: ArrayLike = 0.0,
    most: ArrayLike = np.inf,
) -> Spending:
    """Spend `budget` so that the gain is as large as it can be.

    Money b wins ``V (1 - exp(-b / c))`` of a segment's pool V with saturation c. The
    optimum has b = c ln(V / (c p)), cut at `least` and `most`, with one marginal gain p
    for all, found by bisection (Karush-Kuhn-Tucker). A segment without a pool gets its
    least.

    Raises
    ------
    ConfigError
        If the budget is below what must be spent, or above what may be.
    """
    pool, pace = np.asarray(pools, float), np.asarray(saturations, float)
    low = np.broadcast_to(np.asarray(least, float), pool.shape)
    high = np.broadcast_to(np.asarray(most, float), pool.shape)
    _check(pool, pace, budget, (low, high))

    logs = np.log(np.where(pool > 0, pool, 1)) - np.log(pace)
    worth = np.where(pool > 0, logs, -np.inf)

    def asked(log_price: float) -> FloatArray:
        return np.asarray(np.clip(pace * (worth - log_price), low, high), np.float64)

    found = worth[pool > 0]
    dear = float(found.max(initial=0.0))
    cheap = float(found.min(initial=0.0)) - budget / pace.min() - 1
    for _ in range(HALVINGS):
        middle = (cheap + dear) / 2
        over = asked(middle).sum() > budget
        cheap, dear = (middle, dear) if over else (cheap, middle)
    money = asked(dear)
    return Spending(
        money=money, gain=_gain(pool, pace, money), price=float(np.exp(dear))
    )


def proportional_spending(
    pools: ArrayLike, saturations: ArrayLike, budget: float
) -> Spending:
    """Spend in proportion to the pools, as is customary."""
    pool, pace = np.asarray(pools, float), np.asarray(saturations, float)
    total = pool.sum()
    share = pool / total if total > 0 else np.full(len(pool), 1 / len(pool))
    return _given(pool, pace, budget * share)


def equal_spending(pools: ArrayLike, saturations: ArrayLike, budget: float) -> Spending:
    """Spend the same on every segment."""
    pool, pace = np.asarray(pools, float), np.asarray(saturations, float)
    return _given(pool, pace, np.full(len(pool), budget / len(pool)))


def largest_remainder(shares: ArrayLike, total: int) -> IntArray:
    """Part `total` whole things in proportion to `shares`; they sum exactly.

    Each gets the whole part of its due; what is left goes to the largest remainders
    (Hamilton), of equal ones to the first. Nothing where all shares are 0.
    """
    weights = np.asarray(shares, float)
    if total < 0 or (weights < 0).any() or not np.isfinite(weights).all():
        raise ConfigError(
            f"what is parted should be 0 or more, by shares of 0 or more; got {total}."
        )
    if not weights.sum():
        return np.zeros(len(weights), np.int64)
    due = total * (weights / weights.sum())
    whole = np.floor(due).astype(np.int64)
    order = np.argsort(-(due - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def _gain(pool: FloatArray, pace: FloatArray, money: FloatArray) -> float:
    return float((pool * -np.expm1(-money / pace)).sum())


def _given(pool: FloatArray, pace: FloatArray, money: FloatArray) -> Spending:
    return Spending(money=money, gain=_gain(pool, pace, money), price=float("nan"))


def _check(
    pool: FloatArray,
    pace: FloatArray,
    budget: float,
    bounds: tuple[FloatArray, FloatArray],
) -> None:
    low, high = bounds
    if (pool < 0).any() or not (pace > 0).all() or (low > high).any():
        raise ConfigError(
            "a budget is parted by pools of 0 or more, saturations above 0, and a "
            "least that is not above the most."
        )
    if not math.isfinite(budget) or not low.sum() <= budget <= high.sum():
        raise ConfigError(
            f"the budget should lie between what must and what may be spent, "
            f"{low.sum():g} and {high.sum():g}; got {budget:g}."
        )
