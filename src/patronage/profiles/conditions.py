"""What a customer must meet, as a test, in words, and as an expression."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.profiles.questions import Question
from patronage.profiles.wording import MONEY, SHARES
from patronage.profiles.words import words

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording
    from patronage.segments import FloatArray

MOVED = 0.001


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A question whose answer lies above `above`, and not above `up_to`.

    `unknown` says whether those count too of whom it is not known.
    """

    question: Question
    above: float = -math.inf
    up_to: float = math.inf
    unknown: bool = True

    def met(self) -> NDArray[np.bool_]:
        """Whether each customer meets it."""
        values = self.question.values
        missing = np.isnan(values)
        within = (values > self.above) & (values <= self.up_to)
        return within | missing if self.unknown else within & ~missing

    def narrowed(self, other: Condition) -> Condition:
        """Return what meets both conditions of one question."""
        return replace(
            self,
            above=max(self.above, other.above),
            up_to=min(self.up_to, other.up_to),
            unknown=self.unknown and other.unknown,
        )


def plain_cut(cut: float, values: FloatArray) -> float:
    """Return the shortest number that parts the values (nearly) as `cut` does.

    At most one of a thousand customers lies between the two; whole numbers are cut at
    whole numbers.
    """
    known = values[np.isfinite(values)]
    if not math.isfinite(cut) or not len(known):
        return cut
    below = known <= cut
    if (known == np.floor(known)).all():
        cut = math.floor(cut)
    shorter = (float(f"{cut:.{digits}g}") for digits in range(1, 17))
    allowed = MOVED * len(known)
    close = (
        each
        for each in shorter
        if known.min() <= each < known.max()
        and np.count_nonzero((known <= each) != below) <= allowed
    )
    return next(close, cut)


def in_words(condition: Condition, unit: str, wording: Wording) -> str:
    """Write a condition for people: label, bounds, unit."""
    question, say = condition.question, wording.say
    label = say(*words(question.column).label)
    if condition.above == math.inf:
        return f"{label} {say('is not known', '未知')}"
    if question.level:
        verb = say("is", "为") if condition.above >= 0 else say("is not", "不为")
        return f"{label} {verb} {question.level}"
    above, up_to = (
        _told(question, bound, unit, wording) if math.isfinite(bound) else ""
        for bound in (condition.above, condition.up_to)
    )
    if not (above or up_to):
        return f"{label} {say('is known', '已知')}"
    text = f"{above} < {label} ≤ {up_to}" if above and up_to else ""
    text = text or (f"{label} > {above}" if above else f"{label} ≤ {up_to}")
    missing = np.isnan(question.values).any() and condition.unknown
    return f"{text} {say('(or unknown)', '（或未知）')}" if missing else text


def expression(condition: Condition) -> str:
    """Write a condition as pandas' `query` reads it."""
    question = condition.question
    name = question.column if question.column.isidentifier() else f"`{question.column}`"
    if condition.above == math.inf:
        return f"{name}.isna()"
    if question.level:
        return f"{name} {'==' if condition.above >= 0 else '!='} {_quoted(question)}"
    bounds = [
        f"{name} {sign} {_literal(question, bound)}"
        for sign, bound in ((">", condition.above), ("<=", condition.up_to))
        if math.isfinite(bound)
    ]
    text = " and ".join(bounds) or f"{name}.notna()"
    missing = np.isnan(question.values).any() and condition.unknown
    return f"({text} or {name}.isna())" if missing else text


def _told(question: Question, bound: float, unit: str, wording: Wording) -> str:
    if question.levels:
        return question.levels[int(bound)]
    if unit in SHARES:
        return f"{bound * 100:.10g}%"
    number = f"{bound:,.10g}"
    if unit.startswith(MONEY):
        return wording.price(number)
    return wording.counted(number, words(question.column).label, unit)


def _literal(question: Question, bound: float) -> str:
    if question.levels:
        return json.dumps(question.levels[int(bound)], ensure_ascii=False)
    return repr(float(bound)).removesuffix(".0")


def _quoted(question: Question) -> str:
    return json.dumps(question.level, ensure_ascii=False)
