"""Why a customer is in a tier, in a sentence, and how far the next better one is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.rules.amounts import (
    MOST_DECIMALS,
    Unit,
    decimals,
    number,
    rounded_up,
)
from patronage.rules.bilingual import Bilingual
from patronage.rules.edges import Edges
from patronage.segments import Explanation

if TYPE_CHECKING:
    from patronage.segments import FloatArray, SegmentName


@dataclass(frozen=True, kw_only=True)
class TierWords(Bilingual):
    """Explain the tiers of one column in one language ("en" or "zh").

    Without edges, all customers share the one tier that has a name.
    """

    edges: Edges | None
    names: Sequence[SegmentName]
    unit: Unit

    def explain(self, values: FloatArray) -> list[Explanation]:
        """Return a sentence of each value, and the way to the next better tier."""
        return [self.of(value) for value in values.tolist()]

    def of(self, value: float) -> Explanation:
        """Return a sentence of one value."""
        if np.isnan(value):
            return self.unknown()
        if self.edges is None:
            return self.alone(value)
        return self.placed(value, self.edges)

    def alone(self, value: float) -> Explanation:
        """Say of too few customers that all share one tier."""
        amount, name = self.unit.of(number(value), self.language), self._name(0)
        return Explanation(
            because=self.say(
                f"{amount}: so few customers are all {name}.",
                f"{amount}：客户过少，全部列入{name}。",
            )
        )

    def unknown(self) -> Explanation:
        """Say that nothing is known."""
        return Explanation(
            because=self.say("the value is not known: no tier.", "数值未知，无法定档。")
        )

    def negative(self, value: float) -> Explanation:
        """Say that less than nothing has no tier."""
        amount = self.unit.of(number(value), self.language)
        return Explanation(
            because=self.say(
                f"{amount}: below 0 there is no tier.", f"{amount}：低于 0，不定档。"
            )
        )

    def placed(self, value: float, edges: Edges) -> Explanation:
        """Say between which edges a value is, and how far it is to the next one."""
        tier, places = int(edges.place(np.array([value]))[0]), _places(value, edges)
        amount = self.unit.of(number(value, places), self.language)
        name, joint = self._name(tier), self.say(" and ", "、")
        parts = joint.join(self._range(tier, edges, places))
        return Explanation(
            because=self.say(
                f"{amount} make {name}: {parts}.", f"{amount}：属{name}（{parts}）。"
            ),
            next_step=self._next(value, tier, edges, places) if tier else "",
        )

    def _range(self, tier: int, edges: Edges, places: int) -> Iterator[str]:
        """Say where a tier begins and ends; 以上 and 以下 include the number."""
        if tier < len(edges.values):
            low = number(edges.values[tier], places)
            from_low = self.say(f"from {low}", f"{low} 以上")
            above = self.say(f"above {low}", f"超过 {low}")
            yield from_low if edges.closures[tier] == "upper" else above
        if tier > 0:
            high = number(edges.values[tier - 1], places)
            up_to = self.say(f"up to {high}", f"{high} 以下")
            below = self.say(f"below {high}", f"不满 {high}")
            yield up_to if edges.closures[tier - 1] == "lower" else below

    def _next(self, value: float, tier: int, edges: Edges, places: int) -> str:
        gap = rounded_up(edges.values[tier - 1] - value, places)
        shown, better = number(gap, places), self._name(tier - 1)
        shown_zh = self.unit.of(shown, "zh")
        if edges.closures[tier - 1] == "upper":
            more_en, more_zh = f"{shown} more", f"再增加{shown_zh}"
        elif gap:
            more_en, more_zh = f"over {shown} more", f"再增加超过{shown_zh}"
        else:
            more_en, more_zh = "any more", "只要再有增加"
        return self.say(
            f"{more_en} {self.unit.en} reach {better}.",
            f"{more_zh}，即可达到{better}。",
        )

    def _name(self, tier: int) -> str:
        return self.say(self.names[tier].en, self.names[tier].zh)


def _places(value: float, edges: Edges) -> int:
    """Fewest decimals with which value and edges still show the tier."""
    tier = edges.place(np.array([value]))[0]
    for places in range(decimals(value), MOST_DECIMALS):
        seen = [round(edge, places) for edge in edges.values]
        apart = len(set(seen)) == len(seen)
        if apart and tier == Edges(seen, edges.closures).place(
            np.array([round(value, places)])
        ):
            return places
    return MOST_DECIMALS
