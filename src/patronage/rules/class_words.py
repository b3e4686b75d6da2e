"""Why a customer is in a class of format, market and size."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from patronage.rules.amounts import decimals, number, percent, rounded_up
from patronage.rules.bilingual import Bilingual
from patronage.rules.peer_size import PeerSize, Trade
from patronage.segments import Explanation

if TYPE_CHECKING:
    from patronage.rules.class_names import ClassNames
    from patronage.segments import IntArray

SLACK = 1e-9  # ranks differ by more, if they differ


@dataclass(frozen=True, kw_only=True)
class ClassWords(Bilingual):
    """Explain classes in one language ("en" or "zh")."""

    names: ClassNames
    size: PeerSize

    def explain(self, trade: Trade, segments: IntArray) -> list[Explanation]:
        """Return of each customer the ranks that made the size."""
        peers = self.size.peers(trade)
        volume = self.size.volume_.share(trade.volume, peers).tolist()
        amount = self.size.amount_.share(trade.amount, peers).tolist()
        ranks = zip(volume, amount, strict=True)
        cuts = self.size.cuts(trade).tolist()
        rows = zip(segments.tolist(), peers.tolist(), ranks, cuts, strict=True)
        return [self._one(*row) for row in rows]

    def _one(
        self, segment: int, group: str, ranks: tuple[float, float], cuts: list[float]
    ) -> Explanation:
        if segment < 0:
            return Explanation(
                because=self.say(
                    "format, market or volume is not known: no class.",
                    "业态、市场或销量未知，未分类。",
                )
            )
        name, size = self.names[segment], segment % len(self.names.sizes)
        volume, amount = (percent(rank) for rank in ranks)
        mean, count = percent(sum(ranks) / 2), len(self.size.volume_.references_[group])
        return Explanation(
            because=self.say(
                f"{name.key} ({name.en}): among {count} peers volume ranks at {volume} "
                f"and amount at {amount}, {mean} together.",
                f"{name.key}（{name.zh}）：在 {count} 家同类中，销量位次 {volume}，"
                f"金额位次 {amount}，平均 {mean}。",
            ),
            next_step=self._next(segment, group, ranks, cuts) if size else "",
        )

    def _next(
        self, segment: int, group: str, ranks: tuple[float, float], cuts: list[float]
    ) -> str:
        """Say how far the next larger size is, and which volume alone reaches it.

        Where ties have left that size empty, it is the one above.
        """
        size = segment % len(self.names.sizes)
        cut = cuts[size - 1]
        if not cut <= 1:
            return ""
        reached = sum(each > cut for each in cuts)
        gap, better = cut - sum(ranks) / 2, self.names[segment - size + reached].key
        points = number(rounded_up(100 * gap, 1), 1)
        enough = self.size.volume_.value_at(2 * cut - ranks[1] - SLACK, group)
        return self.say(
            f"{points} more points of mean rank reach {better}",
            f"平均位次再提高 {points} 个百分点，即可达到 {better}",
        ) + self._by_volume(enough)

    def _by_volume(self, enough: float) -> str:
        if isnan(enough):
            return self.say(".", "。")
        least = number(rounded_up(enough, decimals(enough)))
        return self.say(
            f"; a volume of {least} would do.", f"；仅销量达到 {least} 亦可。"
        )
