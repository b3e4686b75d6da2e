"""Weights from experts who score the indicators in rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.weights.delphi import N_ROUNDS, SCORES, check_panel, convergence
from patronage.weights.last_round import TRIM, drop_outs, final_scores, shares_of
from patronage.weights.name_order import in_order, placed
from patronage.weights.weighting import Weighting

if TYPE_CHECKING:
    from patronage.segments import FloatArray

Rounds = Sequence[Mapping[str, Sequence[float]]]


class Delphi(Weighting):
    """Weigh by the trimmed mean of a panel's last scores, brought to sum 1.

    Parameters
    ----------
    rounds : sequence of mappings
        Per round the scores of each expert, 0 or more, in the order of the indicators.
        Call experts e1, e2, ...: runs keep what is configured.
    names : sequence of str, optional
        The indicators in the order of the scores, else that of the utilities.
    trim : float
        Share of experts left out at either end, below one half.

    Attributes
    ----------
    convergence_ : dict of str to float
        Of the last round, as `convergence` tells it; moves as a share of the largest
        score.
    """

    convergence_: dict[str, float]

    def __init__(
        self,
        rounds: Rounds,
        *,
        names: Sequence[str] | None = None,
        trim: float = TRIM,
    ) -> None:
        self.rounds = rounds
        self.names = names
        self.trim = trim

    def _weigh(self, utilities: FloatArray) -> FloatArray:
        scored = in_order(self.names, self.names_)
        scores = pd.DataFrame(list(self._rows(scored)), columns=SCORES)
        check_panel(scores)
        shares = shares_of(final_scores(scores, trim=self.trim))
        found = convergence(scores, scale=(0.0, scores["score"].max()))
        self.convergence_ = {str(k): float(v) for k, v in found.iloc[-1].items()}
        self._warn(scores)
        return placed(shares.to_numpy(), scored, self.names_)

    def _found(self) -> dict[str, float]:
        names = ("experts", "round", "kendall_w", "p_value", "mean_cv", "mean_move")
        told = {name: self.convergence_[name] for name in names}
        return {name: value for name, value in told.items() if np.isfinite(value)}

    def _warn(self, scores: pd.DataFrame) -> None:
        if len(self.rounds) < N_ROUNDS:
            self.warnings_.append(
                f"Delphi: {len(self.rounds)} of {N_ROUNDS} rounds were held"
            )
        told = drop_outs(scores).sentences
        self.warnings_ += [f"Delphi: {sentence.en}" for sentence in told]

    def _rows(self, names: Sequence[str]) -> Iterator[tuple[int, str, str, float]]:
        for number, told in enumerate(self.rounds, start=1):
            for expert, given in told.items():
                scores = np.asarray(given, np.float64)
                if len(scores) != len(names) or not _are_scores(scores):
                    raise ConfigError(
                        f"Delphi scores should be {len(names)} numbers of 0 or more "
                        f"per expert; got {given} of '{expert}' in round {number}."
                    )
                for item, score in zip(names, scores, strict=True):
                    yield number, expert, item, float(score)


def _are_scores(scores: FloatArray) -> bool:
    return bool((np.isfinite(scores) & (scores >= 0)).all())
