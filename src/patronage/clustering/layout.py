"""What the columns of a matrix stand for, for clusterers that have to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from patronage.segments import IntArray


@dataclass(frozen=True, kw_only=True)
class Layout:
    """For each column its category and its weight.

    `category` numbers the categorical columns of the table: the columns of the matrix
    that are levels of one have the same number, numbers have -1. `weight` is what a
    column adds to the weight of a row where it is present, see `gower`.
    """

    category: Sequence[int]
    weight: Sequence[float]

    def levels(self) -> list[IntArray]:
        """Return the columns of each category."""
        category = np.array(self.category)
        numbers = range(category.max(initial=-1) + 1)
        return [np.flatnonzero(category == number) for number in numbers]


def categories(n_numbers: int, widths: Sequence[int]) -> list[int]:
    """Number the columns: so many numbers, then so many levels for each category."""
    levels = [at for at, width in enumerate(widths) for _ in range(width)]
    return [-1] * n_numbers + levels


def told(clusterer: Any, preprocessing: Any) -> Any:
    """Tell a clusterer that has a `layout` what the preprocessing's columns are."""
    layout = getattr(preprocessing, "layout_", None)
    if layout is not None and "layout" in clusterer.get_params():
        clusterer.set_params(layout=layout)
    return clusterer
