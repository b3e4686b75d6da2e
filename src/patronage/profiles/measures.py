"""How a measure of the scorecard is grouped and written."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from patronage.said import Said

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

Form = Literal["index", "share", "number", "money"]
Better = Literal["more", "less", "neither"]

FORETELLS = Said("Does it foretell what customers will do?", "能否预见客户今后的行为？")
SEPARATE = Said("Are the segments apart?", "各细分是否分得开？")
STEADY = Said("Do the segments stay the same?", "细分是否稳定？")
BALANCED = Said("Are the sizes usable?", "规模是否可用？")
SIMPLE = Said("Can people follow it?", "是否易于理解？")
KOTLER = Said("Is it useful by Kotler's criteria?", "是否符合科特勒标准？")
COST = Said("What does it cost?", "成本是多少？")
OTHER = Said("Other measures", "其他指标")
GROUPS = (FORETELLS, SEPARATE, STEADY, BALANCED, SIMPLE, KOTLER, COST, OTHER)
WAYS = {
    "more": Said("More is better.", "越高越好。"),
    "less": Said("Less is better.", "越低越好。"),
    "neither": Said("", ""),
}


class Measure(NamedTuple):
    """A measure's group and words, which way is better, and how a value is written."""

    group: Said
    label: Said
    meaning: Said
    form: Form = "index"
    better: Better = "more"

    def told(self, wording: Wording) -> str:
        """Say what it means, and which way is better."""
        meaning, way = wording.say(*self.meaning), wording.say(*WAYS[self.better])
        return wording.say(f"{meaning} {way}", f"{meaning}{way}").strip()

    def value(self, number: float, wording: Wording) -> str:
        """Write a value; an index without the nought before the point."""
        match self.form:
            case "index":
                return index(number, wording)
            case "share":
                return wording.percent(number)
            case "money":
                return wording.money(number)
        return wording.number(number)

    def between(self, low: float, high: float, wording: Wording) -> str:
        """Write an interval; empty where there is none."""
        if math.isnan(low) or math.isnan(high):
            return ""
        return f"[{self.value(low, wording)}, {self.value(high, wording)}]"


def index(number: float, wording: Wording) -> str:
    """Write two decimals; what is far from 1 as any number."""
    if not abs(number) < 10:
        return wording.number(number)
    told = f"{number:.2f}"
    small = told.replace("0.", ".", 1) if abs(number) < 0.995 else told
    return ".00" if small == "-.00" else small
