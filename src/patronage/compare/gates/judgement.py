"""Champion or challenger: the decision, and every reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from patronage.compare.gates.admission import admission
from patronage.compare.gates.churn import churned, unchanged
from patronage.compare.gates.gain import gains
from patronage.compare.gates.held import held
from patronage.compare.gates.paired import COLUMNS, usefulness
from patronage.compare.gates.ruling import Ruling, gates_table
from patronage.compare.gates.tolerances import Tolerances
from patronage.said import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patronage.compare.gates.side import Side

Decision = Literal["promoted", "kept", "no_change"]
STANDARD = Tolerances()
FIRST = Said(
    "There is no champion: the challenger has only to pass its own gates.",
    "尚无现行方案：新方案只需通过自身的检验。",
)
SAME = Said(
    "Champion and challenger put everybody in the same segments: nothing changes.",
    "现行方案与新方案的细分完全相同：不作更改。",
)
PROMOTED = Said("The challenger passes every gate.", "新方案通过全部检验。")


@dataclass(frozen=True, eq=False)
class Judgement:
    """What was decided, why, and the table `gates`.

    `reasons` are of the gates that decided: those that failed, or what speaks for the
    challenger. `admissible` says whether it may be acted on, champion or not.
    """

    decision: Decision
    gates: pd.DataFrame
    reasons: tuple[Said, ...]
    admissible: bool


def judge(  # noqa: PLR0913 - two sides, what is known of both, and the bounds
    champion: Side | None,
    challenger: Side,
    *,
    outcomes: pd.DataFrame | None,
    churn: float,
    drift_due: bool,
    tolerances: Tolerances = STANDARD,
    seed: int,
) -> Judgement:
    """Decide whether a challenger takes the champion's place.

    It does if it may be acted on, is as stable and as well separated, foretells
    nothing worse and something better of what customers do next, and moves few of
    them to another segment. Where drift is due it need foretell nothing better, and
    may move more. The first scheme has only to be fit to be acted on; one that puts
    everybody where the champion does changes nothing.

    Parameters
    ----------
    outcomes
        The table `outcomes` of the day; None where its horizon is not reached.
    churn
        Share (0 to 1) of customers on both sides whose segment does not go on.
    drift_due
        Whether customers have changed so much that a new scheme is due.

    >>> tiers = study.fit("tier3").segments
    >>> side = Side(name="tier3", segments=tiers, n_segments=3)
    >>> judge(side, side, outcomes=None, churn=0, drift_due=False, seed=0).decision
    'no_change'
    """
    own = admission(challenger, tolerances)
    if champion is None:
        return _decided(own, own, FIRST)
    moved = churned(churn, tolerances.max_churn, drift_due=drift_due)
    if unchanged(champion, challenger):
        return Judgement("no_change", gates_table([*own, moved]), (SAME,), _all(own))
    told = pd.DataFrame(columns=COLUMNS)
    if outcomes is not None:
        told = usefulness(
            champion.segments,
            challenger.segments,
            outcomes,
            seed=seed,
            resamples=tolerances.resamples,
            level=tolerances.level,
        )
    useful = gains(told, tolerances.usefulness, drift_due=drift_due)
    against = held(champion, challenger, tolerances)
    return _decided([*own, *against, *useful, moved], own, PROMOTED, useful[-1].said)


def _decided(rulings: Sequence[Ruling], own: Sequence[Ruling], *why: Said) -> Judgement:
    """Promote who passes every gate, `why` being what speaks for it."""
    failed = tuple(each.said for each in rulings if not each.passed)
    table, admissible = gates_table(rulings), _all(own)
    if failed:
        return Judgement("kept", table, failed, admissible)
    return Judgement("promoted", table, why, admissible)


def _all(rulings: Sequence[Ruling]) -> bool:
    return all(each.passed for each in rulings)
