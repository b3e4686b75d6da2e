"""How a shortage is shared: three rules, each to the last unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from patronage.segments import FloatArray, IntArray


class Sharing(Protocol):
    """Part `stock` units among customers who ask for more in all.

    `rank` is the place of each one's tier, 0 the best, and `balance` what he has had
    so far above his fair share: who has had less comes first where units cannot be
    parted. Nobody gets more than he asks for, and the units given sum to the stock.
    """

    def __call__(
        self, asked: IntArray, stock: int, *, rank: IntArray, balance: FloatArray
    ) -> IntArray:
        """Return the units that each customer gets."""


@dataclass(frozen=True)
class Proportional:
    """Cut what is asked by the same share for everybody."""

    def __call__(
        self, asked: IntArray, stock: int, *, rank: IntArray, balance: FloatArray
    ) -> IntArray:
        """Return whole parts; odd units go to the largest remainders.

        To these counts what somebody has had less than his fair share so far, so that
        over the months nobody falls two units behind.
        """
        due, left = np.divmod(asked * stock, asked.sum())
        behind = left / asked.sum() - balance
        wanting = np.flatnonzero(asked)
        order = wanting[np.lexsort((rank[wanting], -behind[wanting]))]
        due[order[: stock - int(due.sum())]] += 1
        return due


@dataclass(frozen=True)
class Equal:
    """Give everybody the same, but nobody more than is asked."""

    def __call__(
        self, asked: IntArray, stock: int, *, rank: IntArray, balance: FloatArray
    ) -> IntArray:
        """Return the level at which the stock is used up, and the odd units above."""
        level = _level(asked, stock)
        due = np.minimum(asked, level)
        wanting = np.flatnonzero(asked > level)
        order = wanting[np.lexsort((rank[wanting], balance[wanting]))]
        due[order[: stock - int(due.sum())]] += 1
        return due


@dataclass(frozen=True)
class Priority:
    """Serve the better tiers first, and within a tier in proportion."""

    def __call__(
        self, asked: IntArray, stock: int, *, rank: IntArray, balance: FloatArray
    ) -> IntArray:
        """Return all that is asked, tier by tier, as long as there is stock."""
        due = np.zeros_like(asked)
        for tier in np.unique(rank):
            members = np.flatnonzero(rank == tier)
            left = stock - int(due.sum())
            if asked[members].sum() <= left:
                due[members] = asked[members]
                continue
            due[members] = Proportional()(
                asked[members], left, rank=rank[members], balance=balance[members]
            )
            return due
        return due


def _level(asked: IntArray, stock: int) -> int:
    """The most whole units that all can have of what they ask for."""
    low, high = 0, int(asked.max())
    while low < high:
        middle = (low + high + 1) // 2
        fits = int(np.minimum(asked, middle).sum()) <= stock
        low, high = (middle, high) if fits else (low, middle - 1)
    return low
