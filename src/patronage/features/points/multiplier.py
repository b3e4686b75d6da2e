"""Multipliers as exact fractions, so that 0.1 of 30 points are 3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.segments import IntArray

DECIMALS = 1000


def exact(value: float, setting: str) -> Fraction:
    """Return the decimal number as it was written.

    Raises
    ------
    ConfigError
        If it is below 0, or has more than three decimals.
    """
    fraction = Fraction(str(value))
    if fraction < 0 or DECIMALS % fraction.denominator:
        raise ConfigError(
            f"features: '{setting}' should be at least 0, of three decimals at most; "
            f"got {value}."
        )
    return fraction


@dataclass(frozen=True)
class Multipliers:
    """Some fractions, of which each row has one by its place."""

    of_place: Sequence[Fraction]

    def of(self, units: IntArray, places: IntArray, rate: Fraction) -> IntArray:
        """Multiply, and round down to whole points."""
        each = [rate * fraction for fraction in self.of_place]
        above = np.array([fraction.numerator for fraction in each])
        below = np.array([fraction.denominator for fraction in each])
        points: IntArray = units * above[places] // below[places]
        return points
