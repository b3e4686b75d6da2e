"""Weights where nothing says that one indicator counts more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.weights.weighting import Weighting, equal

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class Equal(Weighting):
    """Give every indicator the same weight, 1/p."""

    def _weigh(self, utilities: FloatArray) -> FloatArray:
        return equal(len(self.names_))
