"""Answers on attitude, as they count on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from patronage.ragged import Ragged, ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.batch import CustomerBatch
    from patronage.features.survey.decay import Decay
    from patronage.segments import FloatArray, IntArray

THOUSANDTHS = 1000
US = 0
# What people would pay for us and how far they trust us share one weight.
SAME = {"price_tolerance": "trust"}
# An answer that chose among brands has compared them already.
RELATIVE = ("preference",)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Answers of each customer that count, a row each.

    `subject` is `US` or a competitor's code, `part` the place among `parts` of what
    was asked, `pomp` the answer in thousandths of a point, `day` 0 where undated.
    """

    parts: tuple[str, ...]
    subject: Ragged
    part: IntArray
    pomp: IntArray
    weight: IntArray
    day: IntArray

    @classmethod
    def of(cls, batch: CustomerBatch, parts: Sequence[str], decay: Decay) -> Self:
        """Leave the answers to parts of the attitude that have weight at as_of.

        A customer's answers without a date count as given on that day if he gave none
        with a date, and else not at all.
        """
        told = batch.feedback
        part = _part(batch, parts)
        asked = (part >= 0) & (told["pomp"].values >= 0)
        day = told["answered_day"].values
        weight = np.where(asked, _weight(batch, asked, decay), 0)
        keep = weight > 0
        return cls(
            parts=tuple(parts),
            subject=_subject(batch).where(keep),
            part=part[keep],
            pomp=told["pomp"].values[keep],
            weight=weight[keep],
            day=day[keep],
        )

    @property
    def count(self) -> FloatArray:
        """Answers about us."""
        ours = self.subject.values == US
        return self.subject.like(ours).sum().astype(np.float64)

    @property
    def youngest_day(self) -> FloatArray:
        """Day of the latest dated answer about us; NaN without any."""
        dated = (self.subject.values == US) & (self.day > 0)
        return self.subject.like(self.day).where(dated).max()

    def scores(self) -> Iterator[tuple[str, FloatArray]]:
        """Each part with its mean, 0 to 100, relative to the best competitor.

        That is (own - best + 100) / 2 where the customer judged competitors too.
        """
        n_subjects = int(self.subject.values.max(initial=US)) + 1
        asked = self.subject.like(self.part * n_subjects + self.subject.values)
        points = asked.tally(self.weight * self.pomp)
        weights = asked.tally(self.weight).counts
        means = ratio(points.counts.values, weights.values) / THOUSANDTHS
        part, subject = np.divmod(points.keys.values, n_subjects)
        for place, name in enumerate(self.parts):
            here = points.keys.like(means)
            own = here.where((part == place) & (subject == US)).first()
            best = here.where((part == place) & (subject > US)).max()
            compared = np.isfinite(best) & (name not in RELATIVE)
            yield name, np.where(compared, (own - best + 100) / 2, own)


def _part(batch: CustomerBatch, parts: Sequence[str]) -> IntArray:
    """The place of each answer's kind among the parts; -1 for other kinds."""
    kinds = batch.levels.get("feedback.kind", ())
    places = [_place(kind, parts) for kind in kinds]
    return np.array([*places, -1], np.int64)[batch.feedback["kind"].values]


def _place(kind: str, parts: Sequence[str]) -> int:
    named = kind if kind in parts else SAME.get(kind, kind)
    return list(parts).index(named) if named in parts else -1


def _subject(batch: CustomerBatch) -> Ragged:
    subject = batch.feedback["subject"]
    code = subject.values.astype(np.int64)
    ours = (code < 0) | (code == batch.code("feedback.subject", "own"))
    return subject.like(np.where(ours, US, code + 1))


def _weight(batch: CustomerBatch, asked: NDArray[np.bool_], decay: Decay) -> IntArray:
    day = batch.feedback["answered_day"]
    dated = day.values > 0
    has_dates = (day.like(asked & dated).sum() > 0)[day.owner]
    age = np.where(dated, batch.as_of - day.values, 0)
    return np.where(dated | ~has_dates, decay(age), 0)
