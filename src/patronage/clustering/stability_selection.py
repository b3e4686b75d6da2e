"""The number of clusters that is good by several criteria and comes back."""

from __future__ import annotations

from typing import Any

import numpy as np

from patronage.clustering.gate import Evaluation
from patronage.clustering.range_selection import RangeSelection
from patronage.clustering.selection import Choice, composite_score


class StabilitySelection(RangeSelection):
    """Among the k that pass the gate, take the best mean rank of four criteria.

    Of those within one standard error of the best's mean rank, the smallest k
    (parsimony). Where no k passes, the same among those that the business can serve,
    and `structure_` says "no_structure".
    """

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        among = _first_that_holds(
            admissible, self._gate().serves(table), np.ones_like(admissible)
        )
        score, error = composite_score(table, among)
        best = int(np.nanargmax(score))
        near = np.flatnonzero(score >= score[best] - error[best])
        return Choice(
            row=int(near[0]),
            score=score,
            why=_why(table["k"], score, among, (best, near), admissible.any()),
        )


def _first_that_holds(*masks: Any) -> Any:
    return next(mask for mask in masks if mask.any())


def _why(k: Any, score: Any, among: Any, found: tuple[int, Any], passed: bool) -> str:
    best, near = found
    pool = ", ".join(map(str, k[among]))
    which = f"the admissible {pool}" if passed else f"{pool}, none of them admissible"
    if near[0] == best:
        return f"it has the best mean rank ({score[best]:.2f}) among {which}"
    return (
        f"its mean rank ({score[near[0]]:.2f}) is within one standard error of the "
        f"best, k = {k[best]} ({score[best]:.2f}), among {which}; the smaller is taken"
    )
