"""How sure a share is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray


def wilson(
    share: FloatArray, n: NDArray[np.int64], *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return the score interval of a share of `n` (Wilson 1927, JASA 22:209)."""
    z = float(ndtri((1 + level) / 2))
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle - half).clip(0.0, 1.0), (middle + half).clip(0.0, 1.0)
