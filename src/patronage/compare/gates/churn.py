"""Whether too many customers change their segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.agreement import contingency
from patronage.compare.gates.ruling import ROUNDING, Ruling, at_most
from patronage.said import Said
from patronage.segments import KEY

if TYPE_CHECKING:
    from patronage.compare.gates.side import Side


def unchanged(champion: Side, challenger: Side) -> bool:
    """Say whether both put everybody in the same segments, however they are numbered.

    Who has no segment on one side must have none on the other.
    """
    if champion.n_segments != challenger.n_segments:
        return False
    sides = (side.segments[[*KEY, "segment"]] for side in (champion, challenger))
    both = next(sides).merge(next(sides), on=KEY, how="outer")
    labels = both[["segment_x", "segment_y"]].fillna(-1).to_numpy(np.int64).T
    if ((labels[0] < 0) != (labels[1] < 0)).any():
        return False
    met = contingency(*labels) > 0
    return bool((met.sum(0) <= 1).all() and (met.sum(1) <= 1).all())


def churned(churn: float, max_churn: float, *, drift_due: bool) -> Ruling:
    """Return whether no more customers change their segment than may; all if it drifts.

    `churn` is the share of customers on both sides whose segment does not go on, NaN
    where nobody is on both.
    """
    few = churn <= max_churn + ROUNDING
    return Ruling(
        gate="churn",
        passed=bool(few or drift_due),
        said=_said(churn, max_churn, waived=drift_due and not few),
        challenger=churn,
        bound=max_churn,
    )


def _said(churn: float, max_churn: float, *, waived: bool) -> Said:
    most = f"{100 * max_churn:g}%"
    en, zh = "Nobody has a segment on both sides", "没有客户在双方都有细分"
    if not np.isnan(churn):
        share = f"{at_most(100 * churn, 1)}%"
        en, zh = f"{share} of customers change their segment", f"{share} 的客户换了细分"
    if waived:
        return Said(
            f"{en}; drift is due, so the bound of {most} does not hold.",
            f"{zh}；已发生应处理的漂移，{most} 的上限不适用。",
        )
    return Said(f"{en}; at most {most} may.", f"{zh}；最多允许 {most}。")
