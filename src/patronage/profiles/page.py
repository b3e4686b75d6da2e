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

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Whose customers, why the scheme, what its segments are: label and answer."""
        say, why = self.wording.say, self.purpose
        purpose = (
            [
                (say("Objective", "目标"), why.objective),
                (say("Decision", "决策"), why.decision),
                (say("Owner", "负责人"), why.owner),
            ]
            if why
            else []
        )
        verdict = (say("What they are", "性质"), self.verdict)
        return [*self.about, *purpose, *([verdict] if self.verdict else [])]


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
