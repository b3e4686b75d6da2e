"""What a challenger may not lose against the champion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage.compare.gates.ruling import ROUNDING, Ruling, at_most
from patronage.said import Said

if TYPE_CHECKING:
    from patronage.compare.gates.side import Side
    from patronage.compare.gates.tolerances import Tolerances

STABILITY = Said("stability (adjusted Rand index)", "稳定性（调整兰德指数）")
SILHOUETTE = Said("silhouette", "轮廓系数")
KOTLER = Said("share of Kotler's criteria met", "科特勒标准达标比例")


def held(champion: Side, challenger: Side, tolerances: Tolerances) -> list[Ruling]:
    """Return whether stability, separation and Kotler's criteria are as good, nearly.

    What was not measured on a side, as of rules, passes, and it is said.
    """
    measured = (
        ("stability", STABILITY, "stability/ari", tolerances.stability),
        ("silhouette", SILHOUETTE, "quality/silhouette", tolerances.silhouette),
    )
    kotler = Held("kotler", KOTLER, champion.kotler, challenger.kotler, 0.0)
    numbers = [
        Held(gate, noun, champion.measured(name), challenger.measured(name), allowed)
        for gate, noun, name, allowed in measured
    ]
    return [each.ruling for each in (*numbers, kotler)]


@dataclass(frozen=True)
class Held:
    """A number of both sides, and how far the challenger's may stay behind."""

    gate: str
    noun: Said
    champion: float
    challenger: float
    allowed: float

    @property
    def ruling(self) -> Ruling:
        """Whether it stays behind no further, and why."""
        gain = self.challenger - self.champion
        return Ruling(
            gate=self.gate,
            passed=not gain < -self.allowed - ROUNDING,
            said=self._missing() if math.isnan(gain) else self._said(-gain),
            champion=self.champion,
            challenger=self.challenger,
            difference=gain,
            bound=-self.allowed,
        )

    def _said(self, loss: float) -> Said:
        en, zh = self.noun
        new, old = f"{self.challenger:.3f}", f"{self.champion:.3f}"
        if loss <= 0:
            return Said(
                f"{_upper(en)} {new} is no less than the champion's {old}.",
                f"{zh} {new}，不低于现行方案的 {old}。",
            )
        below, most = at_most(loss), f"{self.allowed:g}"
        return Said(
            f"{_upper(en)} {new} is {below} below the champion's {old}; at most {most} "
            f"is allowed.",
            f"{zh} {new}，比现行方案的 {old} 低 {below}；最多允许 {most}。",
        )

    def _missing(self) -> Said:
        en, zh = self.noun
        both = math.isnan(self.champion) and math.isnan(self.challenger)
        one = ("champion", "现行方案")
        if math.isnan(self.challenger):
            one = ("challenger", "新方案")
        whose = (" on either side", "双方均") if both else (f" of the {one[0]}", one[1])
        return Said(
            f"{_upper(en)} was not measured{whose[0]}: not compared.",
            f"{zh}：{whose[1]}未测量，不作比较。",
        )


def _upper(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
