"""What may be true of customers on an axis, and what they would then show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from patronage.segments import FloatArray

APART = 2018  # from the numbers that the axes draw with

Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class ImaginedPart:
    """A true score of each customer, arbitrary where z is NaN, and new evidence."""

    z: FloatArray
    shown: Columns


@dataclass(frozen=True)
class ImaginedAxis:
    """True scores on the scale of the axis, and the new evidence of each part."""

    scores: FloatArray
    parts: dict[str, Columns] = field(default_factory=dict)


def stream(name: str, random_state: int) -> np.random.Generator:
    """Return the random numbers of one part; two axes that share it agree on it."""
    return np.random.default_rng((random_state, crc32(name.encode()), APART))
