"""How much more one indicator counts than another, pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.segments import FloatArray

Triangle = Sequence[Sequence[float | str]]

# Mean consistency index of random matrices of 3, 4, ... indicators.
RANDOM_INDEX = {
    "saaty": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
    "alonso_lamata": (0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854),
}


@dataclass(frozen=True, eq=False)
class Judgement:
    """A positive reciprocal matrix, and what follows from it (Saaty 1980).

    `matrix[i, j]` says how many times more i counts than j.
    """

    matrix: FloatArray

    @cached_property
    def weights(self) -> FloatArray:
        """The principal right eigenvector, summing to 1."""
        vector = np.abs(self._principal[1])
        return vector / vector.sum()

    @cached_property
    def lambda_max(self) -> float:
        """The principal eigenvalue; n where all judgements agree, else more."""
        return max(self._principal[0], float(len(self.matrix)))

    @property
    def consistency_index(self) -> float:
        """(lambda - n) / (n - 1)."""
        n = len(self.matrix)
        return (self.lambda_max - n) / (n - 1) if n > 2 else 0.0

    def consistency_ratio(self, ri_table: str) -> float:
        """Return the index over that of random matrices; 0 below three indicators.

        Raises
        ------
        ConfigError
            If there is no such table, or none for so many indicators.
        """
        if ri_table not in RANDOM_INDEX:
            raise ConfigError(
                f"ri_table should be {' or '.join(RANDOM_INDEX)}; got '{ri_table}'."
            )
        n, table = len(self.matrix), RANDOM_INDEX[ri_table]
        if n <= 2:
            return 0.0
        if n - 3 >= len(table):
            raise ConfigError(
                f"pairs can be compared among {len(table) + 2} indicators at most; got "
                f"{n} (group them, and multiply the weights of the levels)."
            )
        return self.consistency_index / table[n - 3]

    def worst_triple(self) -> tuple[int, int, int]:
        """Return where a_ij a_jk a_ki is furthest from 1, of three or more."""
        return max(combinations(range(len(self.matrix)), 3), key=self._contradiction)

    @cached_property
    def _principal(self) -> tuple[float, FloatArray]:
        values, vectors = np.linalg.eig(self.matrix)
        most = int(values.real.argmax())
        return float(values[most].real), vectors[:, most].real

    def _contradiction(self, triple: tuple[int, int, int]) -> float:
        i, j, k = triple
        product = self.matrix[i, j] * self.matrix[j, k] * self.matrix[k, i]
        return round(abs(float(np.log(product))), 12)


def reciprocal(upper: Triangle, n: int) -> FloatArray:
    """Return the matrix (n, n) of an upper triangle, row by row.

    Entries are numbers above 0, or fractions such as "1/3".

    Raises
    ------
    ConfigError
        If the rows do not have n - 1, n - 2, ... 1 entries, or one is no such number.
    """
    asked = list(range(n - 1, 0, -1))
    lengths = [len(row) if isinstance(row, list | tuple) else 0 for row in upper]
    if lengths != asked:
        raise ConfigError(
            f"the upper triangle of {n} indicators should be rows of "
            f"{', '.join(map(str, asked)) or 'no'} entries; got {upper}."
        )
    matrix = np.eye(n)
    for i, row in enumerate(upper):
        for j, entry in enumerate(row, start=i + 1):
            matrix[i, j] = _ratio(entry)
            matrix[j, i] = 1 / matrix[i, j]
    return matrix


def _ratio(entry: float | str) -> float:
    try:
        value = float(Fraction(str(entry)))
    except (ValueError, ZeroDivisionError, OverflowError):
        value = 0.0
    if value <= 0:
        raise ConfigError(
            "how much more an indicator counts should be a number above 0, or a "
            f"fraction such as 1/3; got '{entry}'."
        )
    return value
