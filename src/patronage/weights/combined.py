"""Weights that are made of several others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import numpy as np
from sklearn.base import clone

from patronage.errors import ConfigError
from patronage.weights.given import CLOSE
from patronage.weights.weighting import Weighting, equal

if TYPE_CHECKING:
    from patronage.segments import FloatArray

MEANS = ("multiplicative", "linear")


class Combined(Weighting):
    """Join several weightings, such as experts' and the data's.

    Parameters
    ----------
    parts : mapping of str to Weighting
        By a name that says whose they are.
    shares : mapping of str to float, optional
        How much each part counts, summing to 1; else all the same.
    mean : {"multiplicative", "linear"}
        The weighted geometric mean, brought to sum 1, by which an indicator without
        weight in one part has none; or the weighted arithmetic mean.

    Attributes
    ----------
    parts_ : dict of str to Weighting
        As they were fitted.
    """

    parts_: dict[str, Weighting]

    def __init__(
        self,
        parts: Mapping[str, Weighting],
        shares: Mapping[str, float] | None = None,
        *,
        mean: Literal["multiplicative", "linear"] = "multiplicative",
    ) -> None:
        self.parts = parts
        self.shares = shares
        self.mean = mean

    def _weigh(self, utilities: FloatArray) -> FloatArray:
        shares = self._shares()
        self.parts_ = {
            name: clone(part).fit(utilities, self.names_)
            for name, part in self.parts.items()
        }
        for name, part in self.parts_.items():
            self.warnings_ += [f"{name}: {each}" for each in part.warnings_]
        table = np.array([part.weights_ for part in self.parts_.values()])
        powers = shares[:, None]
        linear = self.mean == "linear"
        joined = (table * powers).sum(0) if linear else (table**powers).prod(0)
        if not joined.any():
            raise ConfigError(
                "combined weights: no indicator has weight in all parts, "
                f"{', '.join(self.parts)} (mean=linear takes the mean of them)."
            )
        return joined / joined.sum()

    def _found(self) -> dict[str, float]:
        return {
            f"{name}_{key}": value
            for name, part in self.parts_.items()
            for key, value in part.findings().items()
        }

    def _shares(self) -> FloatArray:
        if self.mean not in MEANS:
            raise ConfigError(
                f"mean should be {' or '.join(MEANS)}; got '{self.mean}'."
            )
        if not self.parts:
            raise ConfigError("combined weights should have a part at least; got none.")
        if self.shares is None:
            return equal(len(self.parts))
        said = ", ".join(f"{name} {share}" for name, share in self.shares.items())
        if set(self.shares) != set(self.parts):
            raise ConfigError(
                f"shares should be of the parts {', '.join(self.parts)}; got {said}."
            )
        found = np.array([self.shares[name] for name in self.parts], np.float64)
        if not (found >= 0).all() or not abs(float(found.sum()) - 1) <= CLOSE:
            raise ConfigError(f"shares should be 0 or more and sum to 1; got {said}.")
        return found
