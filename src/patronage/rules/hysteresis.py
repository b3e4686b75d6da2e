"""Quick to promote, slow to demote, and never for a little below the edge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.rules.edges import Edges
from patronage.rules.policy import Policy
from patronage.rules.reasons import Reason
from patronage.segments import UNASSIGNED

if TYPE_CHECKING:
    from patronage.rules.history import History
    from patronage.rules.ladder import Ladder
    from patronage.rules.policy import Codes
    from patronage.segments import FloatArray, IntArray

NOWHERE = np.int64(1 << 32)  # without a tier: below the lowest


@dataclass(frozen=True, kw_only=True)
class Hysteresis(Policy):
    """Promote and demote over one edge at a time, each by its own evidence: C6.

    A customer rises to the best tier reached in each of `promote_after` periods in a
    row, and falls over an edge after as many as `demote_after` in a row below it by
    more than the buffer (a share of the edge). A period without a tier is one below
    all edges: after `demote_after` of them the official tier lapses.

    Segments without a ladder change when another one is computed `demote_after` times
    in a row.
    """

    buffer: float = 0.05
    demote_after: int = 2
    promote_after: int = 1

    def __post_init__(self) -> None:
        """Refuse settings that no period could meet.

        Raises
        ------
        ConfigError
            Naming each of them and its value.
        """
        rules = {
            f"buffer should be 0 or more and below 1; got {self.buffer}": (
                0 <= self.buffer < 1
            ),
            f"demote_after should be 1 or more; got {self.demote_after}": (
                self.demote_after >= 1
            ),
            f"promote_after should be 1 or more; got {self.promote_after}": (
                self.promote_after >= 1
            ),
        }
        if broken := [rule for rule, kept in rules.items() if not kept]:
            raise ConfigError(f"hysteresis: {'; '.join(broken)}.")

    def decisions(
        self, history: History, ladder: Ladder | None
    ) -> Iterator[tuple[IntArray, Codes | str]]:
        """Yield official tiers; others than computed wait, or are in the buffer."""
        if ladder is None:
            yield from self._unordered(history)
            return
        raw = np.where(history.raw < 0, NOWHERE, history.raw)
        upheld = self._upheld(raw, history.value, ladder)
        official = np.full(raw.shape[1], UNASSIGNED)
        for period in range(len(raw)):
            risen = _last(raw, period, self.promote_after, NOWHERE).max(0)
            fallen = _last(upheld, period, self.demote_after, np.int64(0)).min(0)
            tier = np.maximum(np.minimum(official, risen), fallen)
            tier = np.where(official < 0, raw[period], tier)
            inside = (raw[period] > tier) & (upheld[period] <= tier)
            official = np.where(tier == NOWHERE, UNASSIGNED, tier)
            yield official, np.where(inside, Reason.BUFFER, Reason.WAITING)

    def _upheld(self, raw: IntArray, value: FloatArray, ladder: Ladder) -> IntArray:
        """Return the best tier that each value upholds: edges lowered by the buffer."""
        edges = [edge - self.buffer * abs(edge) for edge in ladder.edges.values]
        own = ladder.edges.closures
        lowered = Edges(edges, ["upper"] * len(edges) if self.buffer else own)
        tier = lowered.place(value.ravel()).reshape(raw.shape)
        upheld: IntArray = np.where(tier < 0, raw, np.minimum(raw, tier))
        return np.where(raw == NOWHERE, NOWHERE, upheld)

    def _unordered(self, history: History) -> Iterator[tuple[IntArray, str]]:
        """Yield segments that changed once another was computed often enough."""
        official = np.full(history.raw.shape[1], UNASSIGNED)
        for period, raw in enumerate(history.raw):
            recent = _last(history.raw, period, self.demote_after, NOWHERE)
            confirmed = (recent == raw).all(0) | (official < 0)
            official = np.where(confirmed, raw, official)
            yield official, Reason.WAITING


def _last(values: IntArray, period: int, n: int, before: np.int64) -> IntArray:
    """Return the last n rows up to a period; `before` stands for those before all."""
    found = values[max(period + 1 - n, 0) : period + 1]
    lacking = np.full((n - len(found), values.shape[1]), before)
    return np.concatenate([lacking, found])
