"""The official tier is the computed one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage.rules.policy import Policy
from patronage.rules.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.rules.history import History
    from patronage.rules.ladder import Ladder
    from patronage.segments import IntArray


@dataclass(frozen=True, kw_only=True)
class Immediate(Policy):
    """Follow every computed tier at once."""

    def decisions(
        self, history: History, ladder: Ladder | None
    ) -> Iterator[tuple[IntArray, str]]:
        """Yield the computed tiers."""
        for raw in history.raw:
            yield raw, Reason.KEPT
