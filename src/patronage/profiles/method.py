"""How the numbers of a page were computed, a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.agreement import DISSOLVED, VALID

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

METHOD = (
    (
        "Shares are of the customers in a segment, and of the sum of"
        " {value} that they bring; customers without a segment"
        " are counted apart.",
        "占比以已归类客户及其{value}总额为基数；未归类客户单独计数。",
    ),
    (
        "The profile shows medians, the figure means; colours show how far a"
        " segment's mean lies from that of all placed customers, in standard"
        " deviations.",
        "画像表列出中位数，图列出均值；颜色表示细分均值偏离全体均值的标准差倍数。",
    ),
    (
        "A segment is described by the columns in which it lies half a standard"
        " deviation or more from the mean, of which segments explain at"
        " least 6% (η²), and which are known of half of it; by a category,"
        " where that holds for half of it too.",
        "特征须偏离均值 0.5 个标准差以上，η²（组间方差占比）不低于 6%，"
        "且该细分至少一半客户有取值；类别特征须适用于该细分至少一半客户。",
    ),
    (
        "A rule is a path of a tree of at most three questions: it covers that"
        " share of its segment, and is right for that share of whom it names."
        " The nearest segment has the nearest centroid; differences are of"
        " means, over the pooled standard deviation (Cohen's d).",
        "规则取自最多三个问题的决策树：覆盖率为细分中符合规则者的占比，"
        "准确率为符合规则者中属于该细分的占比。最近细分按质心距离确定；"
        "差别为均值之差除以合并标准差（Cohen's d）。",
    ),
    (
        "⚠ marks a segment that does not come back when customers are drawn"
        " again: mean Jaccard below {valid:.2f} (doubtful) or {dissolved:.2f}"
        " (not stable).",
        "⚠ 表示重新抽取客户后不能重现的细分：平均 Jaccard 低于 {valid:.2f}"
        "（存疑）或 {dissolved:.2f}（不稳定）。",
    ),
    (
        "Fewer than 10 customers are counted but not described.",
        "少于 10 位客户的细分只计数，不描述。",
    ),
)


def method(wording: Wording) -> list[str]:
    """Return the sentences in the language of the page."""
    value = wording.say(*wording.value)
    return [
        wording.say(*each).format(value=value, valid=VALID, dissolved=DISSOLVED)
        for each in METHOD
    ]
