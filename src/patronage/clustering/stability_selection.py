"""The number of clusters that is good by several criteria and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from patronage.agreement import PREDICTED
from patronage.clustering.choice import Choice, listed, ties, unranked
from patronage.clustering.cut_off import cut_off
from patronage.clustering.gate import Evaluation
from patronage.clustering.range_selection import RangeSelection
from patronage.clustering.ranking import composite_score, near_best

if TYPE_CHECKING:
    from patronage.segments import FloatArray

CLOSE = 0.9  # of the best silhouette
ALONE = (
    "it is the only admissible number",
    "it is the only number that comes back and can be served, though not admissible",
    "it is the only number tried that can be served, though not admissible",
    "it is the only number tried, though not admissible",
)


class StabilitySelection(RangeSelection):
    """Among the k that pass the gate, take the largest that predicts its clusters.

    That is one whose prediction strength reaches .8 (Tibshirani & Walther 2005) and
    whose silhouette is at most a tenth below the best of those that pass: parts of one
    group may predict one another's members too, but not without that. Where none
    does, take the best mean rank of four criteria; of those within one standard error
    of it the smallest k (parsimony). Mean ranks alone would join the groups that stand
    nearest to one another, as silhouette and Davies-Bouldin do.

    Where no k passes the gate, the same among those that come back and that the
    business can serve, else among those that it can serve.
    """

    def _choose(self, table: Evaluation, admissible: Any) -> Choice:
        serves = self._gate().serves(table)
        stable = self._gate().is_stable(table) & serves
        pools = (admissible, stable, serves, np.ones_like(admissible))
        held, among = next((i, mask) for i, mask in enumerate(pools) if mask.any())
        if among.sum() == 1:
            return _only_one(table, among, ALONE[held])
        score, error = composite_score(table, among)
        predicted, near = among & _predicts(table, among), near_best(score, error)
        pool = _pool(table["k"][among], admissible.any())
        if predicted.any():
            return _largest(table, (score, near), predicted, pool)
        row = int(np.flatnonzero(near)[0])
        why = f"{_best(table['k'], score, near)} among {pool}"
        return Choice(row=row, score=score, near=near, why=why)


def _predicts(table: Evaluation, among: Any) -> Any:
    best = np.max(table["silhouette"][among])
    is_close = table["silhouette"] >= CLOSE * best
    return is_close & (table["prediction_strength"] >= PREDICTED)


def _only_one(table: Evaluation, among: Any, why: str) -> Choice:
    row = int(np.flatnonzero(among)[0])
    return Choice(row=row, score=unranked(table), near=among, why=why)


def _largest(
    table: Evaluation, ranked: tuple[FloatArray, Any], predicted: Any, pool: str
) -> Choice:
    score, near = ranked
    row = int(np.flatnonzero(predicted)[-1])
    told = ties(table["k"][near | predicted])
    strength = cut_off(table["prediction_strength"][row])
    return Choice(
        row=row,
        score=score,
        near=near | predicted,
        why=(
            f"it is the largest whose clusters predict who stays together (prediction "
            f"strength {strength}, at least {PREDICTED:g}) among {pool}{told}"
        ),
        by="prediction strength",
    )


def _best(k: Any, score: Any, near: Any) -> str:
    best, row = int(np.nanargmax(score)), int(np.flatnonzero(near)[0])
    if near.sum() == 1:
        return f"it has the best mean rank ({score[best]:.2f})"
    ties = f"the smallest of the near ties {listed(k[near])}"
    if row == best:
        return f"it has the best mean rank ({score[best]:.2f}) and is {ties}"
    return (
        f"it is {ties}, whose mean ranks ({score[row]:.2f} for k = {k[row]}) are "
        f"within one standard error of the best ({score[best]:.2f} for k = {k[best]}),"
    )


def _pool(ks: Any, passed: bool) -> str:
    if passed:
        return f"the admissible {listed(ks)}"
    return f"{listed(ks)}, none of them admissible"
