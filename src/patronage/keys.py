"""One integer per row, by which rows sort by customer and then by value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from patronage.errors import QualityError

if TYPE_CHECKING:
    from patronage.rows import Rows

Values = NDArray[Any]
MOST = np.iinfo(np.int64).max
NARROW = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Keys:
    """`values` are owner x `unit` + value - `least`."""

    values: Values
    unit: int
    least: int

    @classmethod
    def of(cls, values: Values, rows: Rows) -> Self:
        """Keys of rows that stand customer by customer.

        Raises
        ------
        QualityError
            If the values lie too far apart for 64 bits.
        """
        least, most = int(values.min()), int(values.max())
        unit, n = most - least + 1, len(rows.counts)
        widest = unit * n + max(abs(least), abs(most))
        if widest > MOST:
            raise QualityError(
                f"values should lie close enough to be counted; got {least} to {most}."
            )
        kind = np.dtype(np.int32 if widest <= NARROW else np.int64)
        keys = rows.spread(_steps(n, unit, -least, kind))
        return cls(keys + values.astype(kind, copy=False), unit, least)

    def stripped(self, rows: Rows) -> Values:
        """The values again, in the order of the keys."""
        before = _steps(len(rows.counts), self.unit, -self.least, self.values.dtype)
        return self.values - rows.spread(before)


def _steps(n: int, step: int, start: int, kind: np.dtype[Any]) -> Values:
    """`n` numbers from `start` on, `step` apart."""
    return np.arange(start, start + n * step, step, dtype=kind)
