"""From computed to official tiers: what every policy has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np

from patronage.rules.history import History
from patronage.rules.reasons import Reason
from patronage.segments import UNASSIGNED

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from patronage.rules.ladder import Ladder
    from patronage.segments import IntArray

    Codes = NDArray[np.str_]


class Policy(ABC):
    """When the computed tier becomes the official one: METHODS C6.

    A pure function of the panel. Whoever has no official tier takes the computed one
    at once, so in the first period both are the same.
    """

    def __call__(
        self, panel: pd.DataFrame, ladder: Ladder | None = None
    ) -> pd.DataFrame:
        """Return the audit trail: a row per customer and period, none left out.

        Parameters
        ----------
        panel : DataFrame
            `customer_id`, `as_of`, `segment` (-1 where there is none), and `value`:
            the column of the ladder.
        ladder : Ladder, optional
            The edges between tiers; without one, segments have no order.

        Returns
        -------
        DataFrame
            `customer_id`, `as_of`, `segment` and `official` (the tier in force), `raw`
            (the computed one), `reason` (a code of `Reason`) and `value`.
        """
        history = History.of(panel)
        official, reason = history.raw.copy(), np.empty(history.raw.shape, "U16")
        before = np.full(len(history.customers), UNASSIGNED)
        ever = np.zeros(len(before), dtype=bool)
        for period, (tier, held) in enumerate(self.decisions(history, ladder)):
            raw, ordered = history.raw[period], ladder is not None
            told = _reasons(before, raw, tier, ordered=ordered)
            told = np.where((told == Reason.FIRST) & ever, Reason.RETURNED, told)
            told = np.where(told == Reason.WAITING, held, told)
            official[period] = tier
            reason[period] = np.where(history.known[period], told, Reason.NOT_YET)
            before, ever = tier, ever | (tier >= 0)
        return history.told(official, reason)

    @abstractmethod
    def decisions(
        self, history: History, ladder: Ladder | None
    ) -> Iterator[tuple[IntArray, Codes | str]]:
        """Yield of each period the official tiers, and why others than computed."""


def _reasons(before: IntArray, raw: IntArray, now: IntArray, *, ordered: bool) -> Codes:
    """Say why each tier is what it is now; "waiting" where it is not the computed."""
    cases = {
        Reason.MISSING: (raw < 0) & (now == before),
        Reason.LAPSED: now < 0,
        Reason.FIRST: before < 0,
        Reason.CHANGED: (now != before) & (not ordered),
        Reason.PROMOTED: now < before,
        Reason.DEMOTED: now > before,
        Reason.KEPT: now == raw,
    }
    found: Codes = np.select(
        list(cases.values()), [str(code) for code in cases], str(Reason.WAITING)
    )
    return found
