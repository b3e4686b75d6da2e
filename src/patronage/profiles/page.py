"""What is told of one scheme, ready to be set as HTML or Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from patronage.agreement import DISSOLVED, VALID

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

    @property
    def method(self) -> list[str]:
        """How the numbers were computed, a sentence each."""
        say = self.wording.say
        return [
            say(
                "Shares are of the customers in a segment, and of the sum of"
                f" {self.wording.value[0]} that they bring; customers without a segment"
                " are counted apart.",
                f"占比以已归类客户及其{self.wording.value[1]}总额为基数；"
                "未归类客户单独计数。",
            ),
            say(
                "The profile shows medians, the figure means; colours show how far a"
                " segment's mean lies from that of all placed customers, in standard"
                " deviations.",
                "画像表列出中位数，图列出均值；颜色表示细分均值偏离全体均值的标准差倍数。",
            ),
            say(
                "A segment is described by the columns in which it lies half a standard"
                " deviation or more from the mean, of which segments explain at"
                " least 6% (η²), and which are known of half of it; by a category,"
                " where that holds for half of it too.",
                "特征须偏离均值 0.5 个标准差以上，η²（组间方差占比）不低于 6%，"
                "且该细分至少一半客户有取值；类别特征须适用于该细分至少一半客户。",
            ),
            say(
                "A rule is a path of a tree of at most three questions: it covers that"
                " share of its segment, and is right for that share of whom it names."
                " The nearest segment has the nearest centroid; differences are of"
                " means, over the pooled standard deviation (Cohen's d).",
                "规则取自最多三个问题的决策树：覆盖率为细分中符合规则者的占比，"
                "准确率为符合规则者中属于该细分的占比。最近细分按质心距离确定；"
                "差别为均值之差除以合并标准差（Cohen's d）。",
            ),
            say(
                "⚠ marks a segment that does not come back when customers are drawn"
                f" again: mean Jaccard below {VALID:.2f} (doubtful) or {DISSOLVED:.2f}"
                " (not stable).",
                f"⚠ 表示重新抽取客户后不能重现的细分：平均 Jaccard 低于 {VALID:.2f}"
                f"（存疑）或 {DISSOLVED:.2f}（不稳定）。",
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


def sentence(phrase: str) -> str:
    """Begin a phrase with a capital and end it with a full stop."""
    said = printable(phrase)
    ended = said.endswith((".", "。", "!", "?"))
    stop = "" if ended or not said else "." if said.isascii() else "。"
    return f"{said[:1].upper()}{said[1:]}{stop}"
