"""What one gate says, and how its numbers are written."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pandas as pd

from patronage.compare.gates.side import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patronage.said import Said

ROUNDING = 1e-9  # .42 is not more than .02 below .44
COLUMNS = (
    "gate",
    "passed",
    "champion",
    "challenger",
    "difference",
    "low",
    "high",
    "bound",
)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """Whether a challenger passes one gate, by which numbers, and why.

    `low` and `high` bound the `difference`, `bound` is what was asked for; NaN where
    there is no such number.
    """

    gate: str
    passed: bool
    said: Said
    champion: float = UNKNOWN
    challenger: float = UNKNOWN
    difference: float = UNKNOWN
    low: float = UNKNOWN
    high: float = UNKNOWN
    bound: float = UNKNOWN


def gates_table(rulings: Iterable[Ruling]) -> pd.DataFrame:
    """Return the table `gates`: a row per ruling, in their order."""
    rows = [
        {name: asdict(each)[name] for name in COLUMNS}
        | {"reason_en": each.said.en, "reason_zh": each.said.zh}
        for each in rulings
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS, "reason_en", "reason_zh"])


def cut_off(value: float, decimals: int = 3) -> str:
    """Write a number so that it never seems to reach a bound that it misses.

    >>> cut_off(0.7496), cut_off(0.75)
    ('0.749', '0.750')
    """
    scale = 10**decimals
    return f"{math.floor(value * scale + ROUNDING) / scale:.{decimals}f}"


def at_most(value: float, decimals: int = 3) -> str:
    """Write a number so that it never seems to keep a bound that it exceeds.

    >>> at_most(0.0204), at_most(0.02)
    ('0.021', '0.020')
    """
    scale = 10**decimals
    return f"{math.ceil(value * scale - ROUNDING) / scale:.{decimals}f}"
