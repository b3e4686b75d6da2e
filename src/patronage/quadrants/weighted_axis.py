"""An axis out of several proxies: the weighted mean of their scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr
from sklearn.base import clone

from patronage.errors import ConfigError
from patronage.quadrants.axis import MISSING, N_DRAWS, Axis, Draws
from patronage.quadrants.imagined_axis import Columns, ImaginedAxis, stream
from patronage.quadrants.proxy import check_columns
from patronage.ragged import ratio

if TYPE_CHECKING:
    import pandas as pd

    from patronage.quadrants.gamma_draws import Seed
    from patronage.quadrants.proxy import Proxy
    from patronage.segments import FloatArray


class WeightedAxis(Axis):
    """Phi of the weighted mean of rank-normal scores, against frozen references.

    Proxies that the source does not offer, or that say nothing of individuals, are
    left out first and the weights of the rest renormalised. Then a customer needs
    enough of that weight; what he lacks is made up by what he has.

    Parameters
    ----------
    name : str
        What the axis measures.
    proxies : mapping of str to Proxy
        The parts, by the column that each stands for.
    min_columns : int
        With fewer usable proxies the axis cannot be measured; a customer needs as
        many, or the score is NaN.
    min_weight : float
        Share of the weight that a customer needs.
    min_evidence : mapping of str to float
        Smallest value of a column below which a customer's score is NaN; a column
        that the source does not offer asks for nothing.
    source : str
        What `sources` says of the scores.
    random_state : int
        Seed of the draws.
    """

    def __init__(  # noqa: PLR0913  # an estimator's settings
        self,
        name: str,
        proxies: Mapping[str, Proxy],
        *,
        min_columns: int = 2,
        min_weight: float = 0.5,
        min_evidence: Mapping[str, float] | None = None,
        source: str = "measured",
        random_state: int = 0,
    ) -> None:
        self.name = name
        self.proxies = proxies
        self.min_columns = min_columns
        self.min_weight = min_weight
        self.min_evidence = min_evidence
        self.source = source
        self.random_state = random_state

    def fit(self, features: pd.DataFrame, y: object = None) -> Self:
        """Fit each proxy, and share the weight among those that can be used.

        Raises
        ------
        ConfigError
            If no proxy has weight.
        """
        self._check()
        fitted = {
            name: clone(proxy).fit(features, name)
            for name, proxy in self.proxies.items()
            if proxy.weight
        }
        self.left_out_ = {n: p.silent_ for n, p in fitted.items() if p.silent_}
        self.proxies_ = {n: p for n, p in fitted.items() if not p.silent_}
        total = sum(abs(proxy.weight) for proxy in self.proxies_.values())
        self.weights_ = {n: p.weight / total for n, p in self.proxies_.items()}
        self.measurable_ = len(self.proxies_) >= self.min_columns
        self.least_ = {
            column: least
            for column, least in (self.min_evidence or {}).items()
            if column in features
        }
        self.columns_ = [c for n in self.proxies_ for c in self._shown(n, features)]
        return self

    @property
    def used_columns(self) -> list[str]:
        """The columns that the proxies stand for, or else those that they read."""
        return self.columns_

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return the score of each row, 0 to 1; NaN where evidence is missing."""
        return ndtr(self.z(features))

    def sources(self, features: pd.DataFrame) -> NDArray[np.str_]:
        """Return `source` where there is a score."""
        return np.where(np.isnan(self.z(features)), MISSING, self.source)

    def draws(self, features: pd.DataFrame, n_draws: int = N_DRAWS) -> Draws:
        """Return scores as they may be given the evidence, (n rows, n_draws)."""
        return ndtr(self.z_draws(features, n_draws))

    def z(self, features: pd.DataFrame) -> FloatArray:
        """Return the weighted mean of each row's scores."""
        scores = self._scores(features)
        weights = self._own_weights(features, scores)
        mean = np.full(len(features), self._start)
        for name, score in scores.items():
            mean += weights[name] * np.nan_to_num(score)
        return mean

    def z_draws(self, features: pd.DataFrame, n_draws: int) -> Draws:
        """Return the weighted means of drawn scores, (n rows, n_draws)."""
        weights = self._own_weights(features, self._scores(features))
        total = np.full((len(features), n_draws), self._start, np.float32)
        for name, proxy in self.proxies_.items():
            drawn = proxy.draws(features, n_draws, seed=self._seed(name)).each
            drawn *= weights[name][:, None].astype(np.float32)
            total += drawn
        return total

    @property
    def reads(self) -> dict[str, tuple[str, ...]]:
        """The columns of each proxy."""
        return {name: proxy.reads for name, proxy in self.proxies_.items()}

    def imagined(self, features: pd.DataFrame, random_state: int) -> ImaginedAxis:
        """Draw what may be true of each customer, and what he would show again."""
        z, parts = self.imagined_z(features, random_state)
        return ImaginedAxis(ndtr(z), parts)

    def imagined_z(
        self, features: pd.DataFrame, random_state: int
    ) -> tuple[FloatArray, dict[str, Columns]]:
        """Return the weighted mean of true scores, and each proxy's new evidence."""
        weights = self._own_weights(features, self._scores(features))
        mean, parts = np.full(len(features), self._start), {}
        for name, proxy in self.proxies_.items():
            part = proxy.imagined(features, stream(name, random_state))
            mean += weights[name] * part.z
            parts[name] = part.shown
        return mean, parts

    @property
    def _start(self) -> float:
        return 0.0 if self.measurable_ else np.nan

    def _scores(self, features: pd.DataFrame) -> dict[str, FloatArray]:
        return {name: proxy.z(features) for name, proxy in self.proxies_.items()}

    def _own_weights(
        self, features: pd.DataFrame, scores: Mapping[str, FloatArray]
    ) -> dict[str, FloatArray]:
        """Each customer's weights: 0 where a score is missing, NaN if too many are."""
        n = len(features)
        known = {name: np.isfinite(score) for name, score in scores.items()}
        total, count = np.zeros(n), np.zeros(n, np.int64)
        for name, has in known.items():
            total += has * abs(self.weights_[name])
            count += has
        enough = (total >= self.min_weight - 1e-9) & (count >= self.min_columns)
        enough &= self.has_shown(features)
        per_weight = ratio(np.ones(n), np.where(enough, total, 0))
        return {
            name: has * self.weights_[name] * per_weight for name, has in known.items()
        }

    def has_shown(self, features: pd.DataFrame) -> NDArray[np.bool_]:
        """Mark who has the least evidence that is asked for."""
        check_columns(features, tuple(self.least_), self.name)
        shown = np.ones(len(features), dtype=bool)
        for column, least in self.least_.items():
            shown &= features[column].to_numpy(np.float64) >= least
        return shown

    def _seed(self, name: str) -> Seed:
        return self.random_state, crc32(name.encode())

    def _shown(self, name: str, features: pd.DataFrame) -> list[str]:
        return [name] if name in features else list(self.proxies_[name].reads)

    def _check(self) -> None:
        weights = [proxy.weight for proxy in self.proxies.values()]
        if not np.isfinite(weights).all() or not np.any(weights):
            raise ConfigError(
                f"quadrants: the axis '{self.name}' needs finite weights, one of them "
                f"not 0; got {dict(zip(self.proxies, weights, strict=True))}."
            )
