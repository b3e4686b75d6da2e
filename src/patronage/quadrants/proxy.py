"""A proxy: one part of an axis, with what is uncertain in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from patronage.errors import InputError
from patronage.quadrants.evidence import distinct, evenly
from patronage.quadrants.imagined_axis import ImaginedPart
from patronage.quadrants.rank_normal import MOST, RankNormal
from patronage.quadrants.z_grid import z_grid

if TYPE_CHECKING:
    from patronage.quadrants.axis import Draws
    from patronage.quadrants.evidence import Columns
    from patronage.quadrants.gamma_draws import Seed
    from patronage.quadrants.imagined_axis import Columns as Shown
    from patronage.segments import FloatArray

MIN_POLARIZATION = 0.02
ABSENT = "not offered by this source"
EMPTY = "no customer has evidence"
CHANCE = "customers differ no more than by chance"
EQUAL = "all customers are equal"
REFERENCE_DRAWS, REFERENCE_SEED = 50, (1994,)


@dataclass(frozen=True)
class ScoreDraws:
    """Draws of z for each distinct evidence, and which of them is whose."""

    rows: Draws
    place: NDArray[np.intp]

    @property
    def each(self) -> Draws:
        """The draws of each customer; a single column where nothing is uncertain."""
        return self.rows.take(self.place, axis=0)


class Proxy(ABC, BaseEstimator):
    """Make a rank-normal score z of one column, or of the evidence behind it.

    A score places a customer's best guess among those of others; a draw places what
    may be true of him among what may be true of others. The `weight` counts against
    those of the other proxies, and its sign says whether more is more.

    Attributes
    ----------
    silent_ : str
        Why it says nothing of individuals; empty where it does.
    """

    weight: float
    polarization_: float = 1.0

    def fit(self, features: pd.DataFrame, name: str) -> Self:
        """Learn the prior and the reference; `name` is the column it stands for."""
        self.name_ = name
        self.silent_ = ABSENT
        if set(self.reads) <= set(features):
            self._check(features)
            self._learn(features)
            self.ranks_ = RankNormal().fit(self._values(features))
            self.silent_ = self._silence()
        if not self.silent_:
            self.drawn_ranks_ = self._drawn_ranks(features)
        return self

    @property
    @abstractmethod
    def reads(self) -> tuple[str, ...]:
        """Columns that it cannot do without."""

    def z(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row; NaN without evidence."""
        check_columns(features, self.reads, self.name_)
        self._check(features)
        return self.ranks_.transform(self._values(features))

    def draws(self, features: pd.DataFrame, n_draws: int, *, seed: Seed) -> ScoreDraws:
        """Draw scores as the evidence leaves them open; arbitrary where z is NaN."""
        columns, place = distinct(self._evidence(features))
        drawn = self._drawn(columns, n_draws, seed)
        return ScoreDraws(self._drawn_scores(drawn), place)

    def imagined(
        self, features: pd.DataFrame, rng: np.random.Generator
    ) -> ImaginedPart:
        """Draw what may be true of each customer, and what he would show again."""
        truth, shown = self._imagined(self._evidence(features), rng)
        known = np.isfinite(self._values(features))
        again = {
            column: np.where(known, values, features[column].to_numpy())
            for column, values in shown.items()
        }
        z = self._drawn_scores(truth).astype(np.float64)
        return ImaginedPart(z, again)

    def _check(self, features: pd.DataFrame) -> None:
        """Refuse evidence that cannot be."""

    @abstractmethod
    def _learn(self, features: pd.DataFrame) -> None:
        """Fit what the values need."""

    @abstractmethod
    def _values(self, features: pd.DataFrame) -> FloatArray:
        """Return what is ranked."""

    @abstractmethod
    def _evidence(self, features: pd.DataFrame) -> Columns:
        """Return the columns that draws depend on, without NaN."""

    @abstractmethod
    def _drawn(self, columns: Columns, n_draws: int, seed: Seed) -> Draws | FloatArray:
        """Draw what is ranked, or what grows with it, for each row of evidence."""

    @abstractmethod
    def _imagined(
        self, columns: Columns, rng: np.random.Generator
    ) -> tuple[FloatArray, Shown]:
        """Draw what is ranked once for each customer, and his columns anew."""

    def _drawn_scores(self, drawn: Any) -> Draws:
        return z_grid(self.drawn_ranks_).look_up(drawn)

    def _drawn_ranks(self, features: pd.DataFrame) -> RankNormal:
        """Rank draws among draws.

        Best guesses differ less than what they are guesses of: against them, a skewed
        posterior would place most customers on its longer side.
        """
        known = features[np.isfinite(self._values(features))]
        columns = evenly(self._evidence(known), MOST)
        drawn = self._drawn(columns, REFERENCE_DRAWS, REFERENCE_SEED)
        return RankNormal().fit(drawn.ravel().astype(np.float64))

    def _silence(self) -> str:
        if not len(self.ranks_.points_):
            return EMPTY
        if self.polarization_ < MIN_POLARIZATION:
            return CHANCE
        return "" if self.ranks_.varies_ else EQUAL


def check_columns(features: pd.DataFrame, reads: tuple[str, ...], name: str) -> None:
    """Refuse a table that lacks what was there at the fit."""
    if missing := [column for column in reads if column not in features]:
        raise InputError(
            f"quadrants: the columns that '{name}' was fitted on should be there; "
            f"missing: {', '.join(missing)}."
        )
