"""Weights from several experts' judgements of each pair of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from patronage.errors import ConfigError
from patronage.weights.consistency import Consistency
from patronage.weights.name_order import in_order, placed
from patronage.weights.pairwise import Judgement, Triangle, reciprocal
from patronage.weights.weighting import Weighting, equal

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class AHPGroup(Weighting):
    """Weigh by the geometric mean of experts' matrices, entry by entry.

    The mean of reciprocal matrices is reciprocal (aggregation of individual judgements:
    Aczel & Saaty 1983). The mean is held to the consistency ratio; an expert who
    contradicts himself is named by his place in a warning.

    Parameters
    ----------
    uppers : sequence
        One upper triangle per expert, as `AHP` takes it.
    expert_weights : sequence of float, optional
        How much each expert counts, above 0, to be brought to sum 1; else all the same.
    names, ri_table, allow_inconsistent
        As `AHP` takes them.

    Attributes
    ----------
    judgement_ : Judgement
        The mean, in the order of the matrices.
    consistency_ratio_ : float
        Of the mean.
    expert_ratios_ : array of shape (m,)
        Consistency ratio of each expert.
    """

    judgement_: Judgement
    consistency_ratio_: float
    expert_ratios_: FloatArray

    def __init__(
        self,
        uppers: Sequence[Triangle],
        *,
        expert_weights: Sequence[float] | None = None,
        names: Sequence[str] | None = None,
        ri_table: Literal["saaty", "alonso_lamata"] = "saaty",
        allow_inconsistent: bool = False,
    ) -> None:
        self.uppers = uppers
        self.expert_weights = expert_weights
        self.names = names
        self.ri_table = ri_table
        self.allow_inconsistent = allow_inconsistent

    def _weigh(self, utilities: FloatArray) -> FloatArray:
        compared = in_order(self.names, self.names_)
        shares = self._shares()
        matrices = [reciprocal(upper, len(compared)) for upper in self.uppers]
        experts = [
            Consistency(f"expert {place}", Judgement(matrix), compared, self.ri_table)
            for place, matrix in enumerate(matrices, start=1)
        ]
        self.expert_ratios_ = np.array([expert.ratio for expert in experts])
        self.judgement_ = Judgement(geometric_mean(matrices, shares))
        found = Consistency("AHPGroup", self.judgement_, compared, self.ri_table)
        self.consistency_ratio_ = found.ratio
        if not self.allow_inconsistent:
            found.require()
        doubtful = [expert for expert in experts if not expert.holds]
        self.warnings_ += [each for e in [found, *doubtful] for each in e.warnings()]
        return placed(self.judgement_.weights, compared, self.names_)

    def _found(self) -> dict[str, float]:
        return {
            "consistency_ratio": self.consistency_ratio_,
            "consistency_index": self.judgement_.consistency_index,
            "lambda_max": self.judgement_.lambda_max,
            "worst_expert_ratio": float(self.expert_ratios_.max()),
        }

    def _shares(self) -> FloatArray:
        m = len(self.uppers)
        if not m:
            raise ConfigError("a group should have an expert at least; got none.")
        if self.expert_weights is None:
            return equal(m)
        given = np.asarray(self.expert_weights, np.float64)
        if len(given) != m or not (np.isfinite(given) & (given > 0)).all():
            raise ConfigError(
                f"expert_weights should be {m} numbers above 0, one per expert; got "
                f"{', '.join(map(str, self.expert_weights)) or 'none'}."
            )
        return given / given.sum()


def geometric_mean(matrices: Sequence[FloatArray], shares: FloatArray) -> FloatArray:
    """Return the weighted geometric mean, entry by entry."""
    logs = [share * np.log(m) for share, m in zip(shares, matrices, strict=True)]
    return np.exp(sum(logs, np.zeros_like(matrices[0])))
