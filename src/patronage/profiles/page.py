"""What is told of one scheme, ready to be set as HTML or Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from patronage.profiles.wording import Wording
    from patronage.segments import Purpose


@dataclass(frozen=True, kw_only=True)
class Page:
    """The content of a report: `figures` by caption, `table` with readable headings."""

    scheme: str
    purpose: Purpose | None
    cards: pd.DataFrame
    table: pd.DataFrame
    wording: Wording
    figures: Mapping[str, Figure] = field(default_factory=dict)
    notes: Sequence[str] = ()

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Why the scheme exists: label and answer."""
        if self.purpose is None:
            return []
        say = self.wording.say
        return [
            (say("Objective", "目标"), self.purpose.objective),
            (say("Decision", "决策"), self.purpose.decision),
            (say("Owner", "负责人"), self.purpose.owner),
        ]

    @property
    def method(self) -> list[str]:
        """How the numbers were computed, a sentence each."""
        say = self.wording.say
        return [
            say(
                "Shares are of the customers in a segment and of their total spend;"
                " customers without a segment are counted apart.",
                "占比以已归类客户及其消费总额为基数；未归类客户单独计数。",
            ),
            say(
                "Tables and figures show medians; colours show how far a segment's mean"
                " lies from that of all placed customers, in standard deviations.",
                "表和图列出中位数；颜色表示细分均值偏离全体均值的标准差倍数。",
            ),
            say(
                "A segment is described by the columns in which it lies half a standard"
                " deviation or more from the mean and of which segments explain at"
                " least 6% (η²).",
                "特征须偏离均值 0.5 个标准差以上，且 η²（组间方差占比）不低于 6%。",
            ),
            say(
                "Fewer than 10 customers are counted but not described.",
                "少于 10 位客户的细分只计数，不描述。",
            ),
        ]


def printable(text: object) -> str:
    """Return a text on one line, without control and direction signs."""
    kept = (
        " " if sign.isspace() else sign
        for sign in str(text)
        if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    )
    return " ".join("".join(kept).split())
