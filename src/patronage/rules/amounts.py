"""Numbers in sentences: in the column's own unit, and true to the tier."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

DIGITS = 4
MOST_DECIMALS = 12


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What a number is a number of.

    `en` is put behind it: "units a month". `zh` holds `{}` where it stands: "{} 件/月".
    """

    en: str
    zh: str

    def of(self, number: str, language: str) -> str:
        """Return a number with its unit."""
        return self.zh.format(number) if language == "zh" else f"{number} {self.en}"


def unit_of(column: str, given: Unit | None) -> Unit:
    """Return the unit given, else words made of the column's name."""
    words = column.replace("_", " ")
    return given or Unit(en=f"of {words}", zh=f"{{}}（{words}）")


def decimals(x: float) -> int:
    """Return how many decimals show four digits of a number."""
    magnitude = floor(log10(abs(x))) if x and isfinite(x) else 0
    return min(max(0, DIGITS - 1 - magnitude), MOST_DECIMALS)


def number(x: float, places: int | None = None) -> str:
    """Write a number with at most so many decimals, thousands apart."""
    text = f"{x + 0.0:,.{decimals(x) if places is None else places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded_up(x: float, places: int) -> float:
    """Round up: who adds what is said gets there; more than nothing is not 0."""
    steps = ceil(round(x * 10**places, 6))
    return (steps or int(x > 0)) / 10**places


def percent(x: float) -> str:
    """Write a share as a percentage."""
    return f"{number(100 * x, 1)} %"
