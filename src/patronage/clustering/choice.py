"""The number of clusters that was chosen, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from patronage.clustering.gate import Evaluation
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The row of the table that was chosen, each row's score, and why.

    `near` marks the rows that cannot be told from the best, the best included.
    """

    row: int
    score: FloatArray
    near: Any
    why: str


def only(table: Evaluation, why: str) -> Choice:
    """Choose the one row there is."""
    everything = np.ones(1, dtype=bool)
    return Choice(row=0, score=table["silhouette"], near=everything, why=why)


def listed(things: Iterable[object]) -> str:
    """Write a list as people do: "3", "3 and 4", "3, 4 and 5"."""
    *first, last = map(str, things)
    return f"{', '.join(first)} and {last}" if first else last


def explained(k: int, why: str, others: Iterable[tuple[str, int]]) -> str:
    """Say in one sentence what was chosen, why, and what others would have taken."""
    told = [f"{name} {number}" for name, number in others]
    beside = f"; others would take: {listed(told)}" if told else ""
    return f"k = {k}: {why}{beside}."
