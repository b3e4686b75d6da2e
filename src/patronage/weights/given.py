"""Weights that somebody has decided on."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.weights.weighting import Weighting

if TYPE_CHECKING:
    from patronage.segments import FloatArray

CLOSE = 1e-6


class Given(Weighting):
    """Take the weights as they are given.

    Parameters
    ----------
    weights : mapping of str to float
        By indicator: each of them, 0 or more, summing to 1.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def _weigh(self, utilities: FloatArray) -> FloatArray:
        self._check_names()
        given = np.array([self.weights[name] for name in self.names_], np.float64)
        total = float(given.sum())
        if not (given >= 0).all() or not abs(total - 1) <= CLOSE:
            said = ", ".join(
                f"{name} {weight}" for name, weight in self.weights.items()
            )
            raise ConfigError(
                f"weights should be 0 or more and sum to 1; got {said} "
                f"(sum {total:.6g})."
            )
        return given / total

    def _check_names(self) -> None:
        for name in self.weights:
            if name not in self.names_:
                close = difflib.get_close_matches(str(name), self.names_, n=1)
                hint = f" (did you mean '{close[0]}'?)" if close else ""
                raise ConfigError(
                    f"weights should be of the indicators {', '.join(self.names_)}; "
                    f"got '{name}'{hint}."
                )
        missing = [name for name in self.names_ if name not in self.weights]
        if missing:
            raise ConfigError(
                "weights should be given for each indicator; missing: "
                f"{', '.join(missing)}."
            )
