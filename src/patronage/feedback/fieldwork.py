"""Whether a survey was short, answered, and is still fresh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from patronage.feedback.answers import BROAD, Answers
from patronage.said import Said

MOST_QUESTIONS = 2
MOST_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Fieldwork:
    """How the latest survey was made.

    `asked` and `answered` count contacts of the kinds that are surveys; 0 where the
    source does not tell. `questions` is the median of the questions answered at once,
    `lag_days` the median age of customers' latest answers.
    """

    asked: int
    answered: int
    questions: float
    lag_days: float

    @property
    def response(self) -> float:
        """Share of those asked who answered; NaN where nobody can tell."""
        return self.answered / self.asked if self.asked else float("nan")

    @property
    def warnings(self) -> Iterator[Said]:
        """What is to be said against it."""
        if self.lag_days > MOST_DAYS:
            yield Said(
                f"half of the answers are {self.lag_days:.0f} days old or older; more "
                f"than {MOST_DAYS} is too old to act on",
                f"半数回答已超过 {self.lag_days:.0f} 天；超过 {MOST_DAYS} 天便已过时",
            )
        if self.questions > MOST_QUESTIONS:
            yield Said(
                f"customers were asked {self.questions:.0f} questions at once; a pulse "
                f"has {MOST_QUESTIONS} at most",
                f"一次询问了 {self.questions:.0f} 个问题；短问卷最多 "
                f"{MOST_QUESTIONS} 个问题",
            )


def judged_fieldwork(answers: Answers, contacts: pd.DataFrame) -> Fieldwork:
    """Judge the survey.

    `contacts` are those of its kinds in the window, with `responded`; where that is
    not known of any, neither is the response.
    """
    asked = answers.table[~answers.table["kind"].isin(BROAD)]
    at_once = asked.groupby(["customer_id", "answered_day"]).size()
    last = asked.groupby("customer_id")["answered_day"].max()
    told = contacts["responded"].dropna()
    return Fieldwork(
        asked=len(told),
        answered=int(told.sum()),
        questions=float(at_once.median()) if len(at_once) else 0.0,
        lag_days=float((answers.as_of - last).dt.days.median()) if len(last) else 0.0,
    )
