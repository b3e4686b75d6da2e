"""Who the made-up retailers are, and what was planted among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

N = 300
FIRST, LAST = np.datetime64("2024-01-01"), np.datetime64("2025-12-31")
# Retailers by format: in town (C), in the country (X).
CELLS = {
    "Z": (66, 54),
    "B": (32, 18),
    "S": (18, 12),
    "N": (10, 6),
    "Y": (24, 15),
    "F": (20, 10),
    "Q": (8, 7),
}
REGIONS = {"C": ("河东", "河西", "城北"), "X": ("南山", "柳河", "石桥")}
# What is planted, how often, and why the lists should find it (or should not).
PLANTED = {
    ("core", ""): 25,
    ("problem", "high_value_severe_violation"): 1,
    ("problem", "high_value_falsified"): 1,
    ("problem", "high_value_overdue_and_medium"): 1,
    ("problem", "severe_violation"): 7,
    ("problem", "falsified"): 4,
    ("problem", "overdue_and_medium"): 4,
    ("problem", "suspended"): 2,
    ("general", "large_and_cold"): 12,
    ("general", "capped"): 30,
    ("general", "old_severe_violation"): 6,
    ("general", "size_contradicts_volume"): 10,
    ("general", "class_unchecked"): 20,
    ("general", "over_served"): 8,
    ("general", "under_served"): 8,
    ("general", "inactive"): 3,
    ("general", "new"): 12,
}


@dataclass(frozen=True)
class Shops:
    """The retailers, one value each; days are numpy days, volumes 件 a month."""

    planted: NDArray[np.str_]
    why: NDArray[np.str_]
    market: NDArray[np.str_]
    format: NDArray[np.str_]
    region: NDArray[np.str_]
    opened: NDArray[np.datetime64]
    volume: NDArray[np.float64]
    growth: NDArray[np.float64]
    size: NDArray[np.int64]
    support: NDArray[np.float64]

    @property
    def customer(self) -> list[str]:
        """Ids."""
        return [f"R{number:03}" for number in range(1, N + 1)]

    def is_(self, word: str) -> NDArray[np.bool_]:
        """Who was planted for this reason."""
        return np.char.find(self.why, word) >= 0

    @property
    def core(self) -> NDArray[np.bool_]:
        """Who was planted as core."""
        return self.planted == "core"

    @property
    def problem(self) -> NDArray[np.bool_]:
        """Who was planted as problem."""
        return self.planted == "problem"


def shops(rng: np.random.Generator) -> Shops:
    """Make the retailers, in no order."""
    planted, why = _roles(rng)
    cells = [
        (market, kind)
        for kind, counts in CELLS.items()
        for market, n in zip("CX", counts, strict=True)
        for _ in range(n)
    ]
    market, kind = np.array([cells[i] for i in rng.permutation(N)]).T
    volume = _volume(rng, planted, why)
    core, large = planted == "core", volume > 12
    growth = np.where(core, 0.008, (rng.random(N) - 0.5) * 0.02)
    growth[why == "large_and_cold"] = -0.004
    support = np.where(core, 0.93 + 0.07 * rng.random(N), 0.75 * rng.random(N))
    support[(planted == "problem") | (large & ~core)] *= 0.3
    return Shops(
        planted=planted,
        why=why,
        market=market,
        format=kind,
        region=np.array([REGIONS[m][rng.integers(3)] for m in market]),
        opened=_opened(rng, planted, why),
        volume=volume,
        growth=growth,
        size=_sizes(volume, market, kind, why),
        support=support,
    )


def _roles(rng: np.random.Generator) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    roles = [role for role, n in PLANTED.items() for _ in range(n)]
    roles += [("general", "")] * (N - len(roles))
    planted, why = np.array([roles[i] for i in rng.permutation(N)]).T
    return planted, why


def _volume(
    rng: np.random.Generator, planted: NDArray[np.str_], why: NDArray[np.str_]
) -> NDArray[np.float64]:
    volume = np.clip(4.3 * np.exp(0.6 * rng.standard_normal(N)), 1, 11)
    core = planted == "core"
    volume[core] = rng.permutation(np.linspace(16, 28, core.sum()))
    volume[np.char.startswith(why, "high_value")] = (19, 22, 26)
    capped = why == "capped"
    volume[capped] = np.maximum(volume[capped], 3.2)
    volume[why == "large_and_cold"] = np.linspace(15.3, 16.6, 12)
    return volume


def _opened(
    rng: np.random.Generator, planted: NDArray[np.str_], why: NDArray[np.str_]
) -> NDArray[np.datetime64]:
    years = np.where(planted == "core", 12 + 12 * rng.random(N), 1 + 17 * rng.random(N))
    opened = FIRST - (365 * years).astype("timedelta64[D]")
    new = np.flatnonzero(why == "new")
    opened[new] = FIRST + np.linspace(60, 708, len(new)).astype("timedelta64[D]")
    return opened


def _sizes(
    volume: NDArray[np.float64],
    market: NDArray[np.str_],
    kind: NDArray[np.str_],
    why: NDArray[np.str_],
) -> NDArray[np.int64]:
    """Thirds of each format in each market, as declared: some of it is untrue."""
    size = np.ones(N, np.int64)
    for cell in {*zip(market.tolist(), kind.tolist(), strict=True)}:
        own = np.flatnonzero((market == cell[0]) & (kind == cell[1]))
        rank = np.argsort(np.argsort(-volume[own]))
        size[own] = 1 + 3 * rank // len(own)
    untrue = why == "size_contradicts_volume"
    return np.where(untrue, np.where(volume < 4.3, 1, 3), size)
