"""The number of clusters that was chosen, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from patronage.clustering.gate import Evaluation
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The row of the table that was chosen, each row's mean rank, and why.

    `near` marks the rows that cannot be told from the best, the best included. The
    `score` is NaN where nothing was ranked. `by` names the criterion that decided, if
    it is one that has a rule of its own.
    """

    row: int
    score: FloatArray
    near: Any
    why: str
    by: str = ""


def only(table: Evaluation, why: str) -> Choice:
    """Choose the one row there is."""
    everything = np.ones(1, dtype=bool)
    return Choice(row=0, score=unranked(table), near=everything, why=why)


def unranked(table: Evaluation) -> FloatArray:
    """Return the score of each row where a rule ranks none."""
    return np.full(len(table["k"]), np.nan)


def listed(things: Iterable[object]) -> str:
    """Write a list as people do: "3", "3 and 4", "3, 4 and 5"."""
    *first, last = map(str, things)
    return f"{', '.join(first)} and {last}" if first else last


def ties(ks: Sequence[int]) -> str:
    """Say behind a reason which numbers are near ties; nothing of one alone."""
    return f"; near ties: {listed(ks)}" if len(ks) > 1 else ""


def explained(
    k: int,
    choice: Choice,
    others: Iterable[tuple[str, int]],
    failed: Sequence[int] = (),
) -> str:
    """Say in one sentence what was chosen, why, and what others would have taken."""
    told = list(others)
    differ = [_taken(name, n, choice) for name, n in told if n != k]
    agree = [name for name, n in told if n == k and name != choice.by]
    return "; ".join([f"k = {k}: {choice.why}", *_beside(differ, agree, failed)]) + "."


def _beside(
    differ: Sequence[str], agree: Sequence[str], failed: Sequence[int]
) -> Iterator[str]:
    if differ:
        yield f"others would take: {listed(differ)}"
    if agree:
        yield f"{listed(agree)} agree{'s' if len(agree) == 1 else ''}"
    if failed:
        yield f"{listed(failed)} could not be fitted"


def _taken(name: str, number: int, choice: Choice) -> str:
    alone = " alone" if name == choice.by else ""
    nothing = " (no clusters)" if number == 1 else ""
    return f"{name}{alone} {number}{nothing}"
