"""How far a retailer can be trusted: 100 less what he did wrong, which fades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.arithmetic import tabled
from patronage.errors import ConfigError
from patronage.features.marks import count
from patronage.features.retailer.events import of_kind, tells
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.ragged import Ragged
    from patronage.segments import FloatArray

    Values = dict[str, FloatArray]
    Events = Mapping[str, Ragged]

FULL = 100.0
BANDS = (60.0, 75.0, 90.0)
WEEK = 7
EVENTS = ("events",)


@dataclass(frozen=True, kw_only=True)
class Credit:
    """Take off 100 what violations, late payments and false information cost.

    A violation costs its severity (5 minor, 20 medium, 40 severe; one without severity
    nothing); a payment 2, and 1
    for each full week that it was late by its value in days, all payments together at
    most `most_overdue`; false information `false_points`. A cost halves every
    `half_life_days`, and is forgiven after `forgiven_days`.

    `violation`, `overdue` and `falsified` are the kinds of these events.
    """

    violation: str = "violation"
    overdue: str = "overdue"
    falsified: str = "falsified"
    half_life_days: int = 365
    forgiven_days: int = 730
    most_overdue: float = 30
    false_points: float = 20
    severe_points: float = 40
    severe_days: int = 365

    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "violation_points",
            "points",
            "taken off for violations, faded",
            EVENTS,
            "evidence",
        ),
        Column(
            "overdue_points",
            "points",
            "taken off for late payments, faded",
            EVENTS,
            "evidence",
        ),
        Column(
            "falsified_points",
            "points",
            "taken off for false information, faded",
            EVENTS,
            "evidence",
        ),
        Column(
            "severe_violations",
            "violations",
            "severe violations in twelve months",
            EVENTS,
            "evidence",
        ),
        Column(
            "falsified_records",
            "events",
            "false information not yet forgiven",
            EVENTS,
            "evidence",
        ),
        Column(
            "credit_score", "0 to 100", "100 less all that was taken", EVENTS, "score"
        ),
        Column(
            "credit_band",
            "1 to 4",
            "4 (A) from 90, 3 (B) from 75, 2 (C) from 60, 1 (D) below",
            EVENTS,
            "score",
        ),
    )

    def __post_init__(self) -> None:
        """Refuse a cost that never fades."""
        for name in ("half_life_days", "forgiven_days"):
            if getattr(self, name) < 1:
                raise ConfigError(
                    f"features: '{name}' should be 1 or more; got "
                    f"{getattr(self, name)}."
                )

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer; nothing where no such event is known."""
        if not tells(batch, self.violation, self.overdue, self.falsified):
            return {}
        past = batch.history
        wrong, late, false = (
            of_kind(past, kind)
            for kind in (self.violation, self.overdue, self.falsified)
        )
        taken = self._taken(past.as_of, wrong, late, false)
        score: FloatArray = np.maximum(FULL - sum(taken.values()), 0)
        severe = (wrong["severity"].values >= self.severe_points) & (
            past.as_of - wrong["at_day"].values < self.severe_days
        )
        recent = past.as_of - false["at_day"].values <= self.forgiven_days
        return {
            **taken,
            "severe_violations": count(wrong["at_day"].like(severe)),
            "falsified_records": count(false["at_day"].like(recent)),
            "credit_score": score,
            "credit_band": np.digitize(score, BANDS).astype(np.float64) + 1,
        }

    def _taken(self, as_of: int, wrong: Events, late: Events, false: Events) -> Values:
        weeks = np.maximum(late["value"].values // WEEK, 0)
        overdue = self._faded(late["at_day"], 2 + weeks, as_of)
        each = np.full(len(false["at_day"].values), float(self.false_points))
        return {
            "violation_points": self._faded(
                wrong["at_day"], wrong["severity"].values, as_of
            ),
            "overdue_points": np.minimum(overdue, self.most_overdue),
            "falsified_points": self._faded(false["at_day"], each, as_of),
        }

    def _faded(self, days: Ragged, points: FloatArray, as_of: int) -> FloatArray:
        age = as_of - days.values.astype(np.int64)
        left = tabled(_left, age, self.half_life_days)
        return days.total(np.where(age <= self.forgiven_days, points * left, 0))


def _left(age: int, half_life: int) -> float:
    """Part of a cost that is left after some days."""
    return float(0.5 ** (age / half_life))
