"""What is told of one scheme, ready to be set as HTML or Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from patronage.profiles.wording import Wording
    from patronage.segments import Purpose


@dataclass(frozen=True, kw_only=True)
class Page:
    """The content of a report: `figures` by caption, tables with readable headings.

    `apart` has a row per segment: who is in it, and what it is beside its nearest.
    `scorecard` (`metric`, `value`, `low`, `high`), `kotler` (`criterion`, `value`,
    `met`) and `playbook` are as they were computed. `made` says label by label what the
    page was made of, `settings` with which ones, line by line.
    """

    scheme: str
    purpose: Purpose | None
    cards: pd.DataFrame
    table: pd.DataFrame
    wording: Wording
    figures: Mapping[str, Figure] = field(default_factory=dict)
    notes: Sequence[str] = ()
    verdict: str = ""
    apart: pd.DataFrame = field(default_factory=pd.DataFrame)
    fidelity: str = ""
    about: Sequence[tuple[str, str]] = ()
    scorecard: pd.DataFrame = field(default_factory=pd.DataFrame)
    kotler: pd.DataFrame = field(default_factory=pd.DataFrame)
    playbook: pd.DataFrame = field(default_factory=pd.DataFrame)
    playbook_note: str = ""
    data_quality: str = ""
    made: Sequence[tuple[str, str]] = ()
    settings: str = ""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Whose customers, how good the data are, why the scheme: label and answer."""
        quality = (self.wording.say("Data", "数据"), self.data_quality)
        purpose = self.purpose
        return [
            *self.about,
            *([quality] if self.data_quality else []),
            *(purpose_in_words(purpose, self.wording) if purpose else []),
        ]

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """The facts, and what the segments are."""
        verdict = (self.wording.say("What they are", "性质"), self.verdict)
        return [*self.facts, *([verdict] if self.verdict else [])]


def purpose_in_words(purpose: Purpose, wording: Wording) -> list[tuple[str, str]]:
    """Return why a scheme exists: label and answer."""
    return [
        (wording.say("Objective", "目标"), purpose.objective),
        (wording.say("Decision", "决策"), purpose.decision),
        (wording.say("Owner", "负责人"), purpose.owner),
    ]


def printable(text: object) -> str:
    """Return a text on one line, without control and direction signs."""
    kept = (
        " " if sign.isspace() else sign
        for sign in str(text)
        if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    )
    return " ".join("".join(kept).split())


def sentence(phrase: str) -> str:
    """Begin a phrase with a capital and end it with a full stop."""
    said = printable(phrase)
    ended = said.endswith((".", "。", "!", "?"))
    stop = "" if ended or not said else "." if said.isascii() else "。"
    return f"{said[:1].upper()}{said[1:]}{stop}"
