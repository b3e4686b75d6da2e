"""Weights from one judgement of each pair of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from patronage.weights.consistency import Consistency
from patronage.weights.name_order import in_order, placed
from patronage.weights.pairwise import Judgement, Triangle, reciprocal
from patronage.weights.weighting import Weighting

if TYPE_CHECKING:
    from patronage.segments import FloatArray


class AHP(Weighting):
    """Weigh by a matrix of pairwise comparisons (AHP: Saaty 1980).

    Parameters
    ----------
    upper : sequence of sequences
        Rows of the upper triangle without the diagonal: how many times more the first
        counts than the second, the third ...; then the second than the third ....
        Numbers above 0, or fractions such as "1/3".
    names : sequence of str, optional
        The indicators in the order of the matrix, else that of the utilities.
    ri_table : {"saaty", "alonso_lamata"}
        Random indices by which the consistency ratio is taken (Saaty 1980, or Alonso &
        Lamata 2006).
    allow_inconsistent : bool
        Warn, and do not refuse, where the ratio is 0.10 or more.

    Attributes
    ----------
    judgement_ : Judgement
        The matrix in its own order.
    consistency_ratio_ : float
        Of the matrix; 0 below three indicators.
    """

    judgement_: Judgement
    consistency_ratio_: float

    def __init__(
        self,
        upper: Triangle,
        *,
        names: Sequence[str] | None = None,
        ri_table: Literal["saaty", "alonso_lamata"] = "saaty",
        allow_inconsistent: bool = False,
    ) -> None:
        self.upper = upper
        self.names = names
        self.ri_table = ri_table
        self.allow_inconsistent = allow_inconsistent

    def _weigh(self, utilities: FloatArray) -> FloatArray:
        compared = in_order(self.names, self.names_)
        self.judgement_ = Judgement(reciprocal(self.upper, len(compared)))
        found = Consistency("AHP", self.judgement_, compared, self.ri_table)
        self.consistency_ratio_ = found.ratio
        if not self.allow_inconsistent:
            found.require()
        self.warnings_ += found.warnings()
        return placed(self.judgement_.weights, compared, self.names_)

    def _found(self) -> dict[str, float]:
        return {
            "consistency_ratio": self.consistency_ratio_,
            "consistency_index": self.judgement_.consistency_index,
            "lambda_max": self.judgement_.lambda_max,
        }
