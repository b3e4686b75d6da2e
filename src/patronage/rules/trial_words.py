"""Why a customer counts as loyal, lapsed, occasional or on trial."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isnan

from patronage.rules.amounts import number, percent
from patronage.rules.bilingual import Bilingual
from patronage.segments import Explanation


@dataclass(frozen=True, kw_only=True)
class TrialWords(Bilingual):
    """Explain the loyal pattern in one language ("en" or "zh")."""

    min_occasions: int
    min_share: float | None
    max_gaps: float

    def of(
        self, key: str, n: float, recency: float, gap: float, share: float
    ) -> Explanation:
        """Return the deciding condition, and what is missing to be loyal."""
        if key == "trial":
            return self._trial(n)
        if key == "occasional":
            return self._occasional(n, share, recency > self.max_gaps * gap)
        if key in ("loyal", "lapsed"):
            return self._timed(key, n, recency, gap)
        return Explanation(
            because=self.say(
                "purchases or their gaps are not known.", "购买或购买间隔未知。"
            )
        )

    def _trial(self, n: float) -> Explanation:
        least, missing = self.min_occasions, number(self.min_occasions - n)
        return Explanation(
            because=self.say(
                f"{number(n)} purchase days; loyal customers have {least} or more.",
                f"购买 {number(n)} 天；忠诚型至少 {least} 天。",
            ),
            next_step=self.say(
                f"{missing} more purchase days, soon after each other, meet the first "
                "condition of Loyal.",
                f"近期再购买 {missing} 天，即满足忠诚型的首要条件。",
            ),
        )

    def _occasional(self, n: float, share: float, silent: bool) -> Explanation:
        least = percent(self.min_share or 0.0)
        now_en, now_zh = (" and a purchase now", "并再次购买") if silent else ("", "")
        if isnan(share):
            known = self.say("an unknown share", "占比未知")
        else:
            shown = percent(floor(round(1000 * share, 6)) / 1000)
            known = self.say(f"a share of {shown}", f"占比 {shown}")
        return Explanation(
            because=self.say(
                f"{number(n)} purchase days, with {known} of the focal brand; loyal "
                f"customers give it {least} or more.",
                f"购买 {number(n)} 天，主品牌{known}；忠诚型至少 {least}。",
            ),
            next_step=self.say(
                f"a share of {least} of the focal brand{now_en} would make Loyal.",
                f"主品牌占比达到 {least}{now_zh}，即为忠诚型。",
            ),
        )

    def _timed(self, key: str, n: float, recency: float, gap: float) -> Explanation:
        limit = self.max_gaps * gap
        within = key == "loyal"
        en = "within" if within else "more than"
        zh = "不超过" if within else "超过"
        return Explanation(
            because=self.say(
                f"{number(n)} purchase days, the last {number(recency)} days ago: {en} "
                f"the {number(limit)} days of {number(self.max_gaps)} usual gaps.",
                f"购买 {number(n)} 天，距上次购买 {number(recency)} 天，{zh}通常间隔的 "
                f"{number(self.max_gaps)} 倍（{number(limit)} 天）。",
            ),
            next_step=""
            if within
            else self.say(
                "one purchase now makes Loyal again.", "现在购买一次即恢复为忠诚型。"
            ),
        )
