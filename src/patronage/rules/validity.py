"""A tier holds for a term: up at once, down at its end only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import ConfigError
from patronage.rules.policy import Policy
from patronage.rules.reasons import Reason
from patronage.segments import UNASSIGNED

if TYPE_CHECKING:
    from patronage.rules.history import History
    from patronage.rules.ladder import Ladder
    from patronage.segments import IntArray


@dataclass(frozen=True, kw_only=True)
class Validity(Policy):
    """Promote at once and begin a new term; else change at the term's end: C6.

    At its end the tier becomes the one computed then, and the next term begins; where
    none can be computed, it lapses. Segments without a ladder change at the end only.
    """

    term_months: int = 12

    def __post_init__(self) -> None:
        """Refuse a term that never lasts.

        Raises
        ------
        ConfigError
            If it is shorter than a month.
        """
        if self.term_months < 1:
            raise ConfigError(
                f"validity: term_months should be 1 or more; got {self.term_months}."
            )

    def decisions(
        self, history: History, ladder: Ladder | None
    ) -> Iterator[tuple[IntArray, str]]:
        """Yield official tiers; lower ones wait for the end of the term."""
        ends = self._ends(history.days)
        official = np.full(history.raw.shape[1], UNASSIGNED)
        since = np.zeros(len(official), np.int64)
        for period, raw in enumerate(history.raw):
            risen = (raw >= 0) & (raw < official) & (ladder is not None)
            begins = (official < 0) | risen | (period >= ends[since])
            official = np.where(begins, raw, official)
            since = np.where(begins, period, since)
            yield official, Reason.TERM

    def _ends(self, days: pd.Index) -> IntArray:
        """Return the period from which a term is over that begins in each."""
        begun = pd.DatetimeIndex(days)
        due = begun + pd.DateOffset(months=self.term_months)
        return begun.searchsorted(due).astype(np.int64)
