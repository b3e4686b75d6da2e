"""An axis: what a quadrant scheme measures along one side of its map."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

if TYPE_CHECKING:
    import pandas as pd

    from patronage.quadrants.imagined_axis import ImaginedAxis
    from patronage.segments import FloatArray

MISSING = "missing"
N_DRAWS = 200
BLOCK = 20_000  # customers: their draws stay below 50 MB

Draws = NDArray[np.float32]


class Axis(ABC, BaseEstimator):
    """A score of each customer, what it rests on, and how uncertain it is.

    Attributes
    ----------
    relative : bool
        Whether scores and draws are places among those of others, each of its own kind.
    measurable_ : bool
        Whether the source offers what the axis needs. Where it does not, `transform`
        and `draws` are NaN throughout.
    left_out_ : dict of str to str
        Why a column takes no part.
    weights_ : dict of str to float
        Weights of the columns that take part; their sizes add up to 1.
    """

    relative: ClassVar[bool] = True
    name: str
    measurable_: bool
    left_out_: dict[str, str]
    weights_: dict[str, float]

    @abstractmethod
    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Learn references and priors from customers whose status is "ok"."""

    @abstractmethod
    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row; NaN where evidence is missing."""

    @abstractmethod
    def sources(self, features: pd.DataFrame) -> NDArray[np.str_]:
        """Return where each row's score comes from; "missing" where there is none."""

    @abstractmethod
    def draws(
        self, features: pd.DataFrame, n_draws: int = N_DRAWS
    ) -> Draws | FloatArray:
        """Return scores as they may be given the evidence, (n rows, n_draws).

        They stand on the scale of `transform` and are NaN where it is. A customer's
        draws follow from his own evidence and from random numbers that are the same
        for all customers and in every call of as many draws, so that who stands beside
        him and in what order changes nothing.
        """

    @property
    @abstractmethod
    def reads(self) -> dict[str, tuple[str, ...]]:
        """Columns that each part of the axis reads."""

    @abstractmethod
    def imagined(self, features: pd.DataFrame, random_state: int) -> ImaginedAxis:
        """Draw what may be true of each customer, and what he would show again.

        True scores stand on the scale of `draws`; evidence that is not uncertain, and
        what it counts against, stay as they are.
        """

    @property
    def used_columns(self) -> list[str]:
        """Columns of the features that take part."""
        return list(self.weights_)
