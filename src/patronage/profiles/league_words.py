"""What the rows of a league are called, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.profiles.page import printable
from patronage.profiles.style import wrap
from patronage.said import Said

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

REFERENCE = "reference"
DO_NOTHING = "one segment"
RANKS = Said(
    "A value, its 95% interval, and its rank: ranks are equal (=) where intervals"
    " overlap, so that no order is told that is not there.",
    "依次为数值、95% 区间和名次：区间重叠者并列（=），不排出并不存在的先后。",
)
KINDS = {
    "clustering": Said("clusters", "聚类"),
    "quadrants": Said("quadrants", "象限"),
    "rules": Said("rules", "规则"),
    REFERENCE: Said("reference", "参照"),
}
REFERENCES = {
    DO_NOTHING: (
        Said("One segment (do nothing)", "不细分（维持现状）"),
        Said(
            "Everybody is treated alike: what a scheme must beat to be worth the work.",
            "所有客户同等对待：方案须优于此才值得采用。",
        ),
    ),
    "past spend deciles": (
        Said("Past spend deciles", "历史消费十等分"),
        Said(
            "Ten equal groups by past spend alone, which costs nothing to make.",
            "仅按历史消费分为人数相等的十组，几乎没有成本。",
        ),
    ),
    "random segments": (
        Said("Random segments", "随机细分"),
        Said(
            "The segments of one scheme dealt out by chance: what luck alone scores.",
            "把某方案的细分随机分给客户：仅凭运气所得的分数。",
        ),
    ),
}


def scheme_label(scheme: str, kind: str, wording: Wording) -> str:
    """Return what a row is called: a scheme's own name, a reference's words."""
    known = kind == REFERENCE and scheme in REFERENCES
    return wording.say(*REFERENCES[scheme][0]) if known else scheme


def kind_label(kind: str, wording: Wording) -> str:
    """Return what a kind of scheme is called."""
    return wording.say(*KINDS.get(kind, Said(kind, kind)))


def in_lines(scheme: str, width: int, *, lines: int = 3) -> str:
    """Break the name of a scheme for a figure, after "_" too."""
    broken = wrap(printable(scheme).replace("_", "_ "), width, lines=lines)
    return broken.replace("_ ", "_")
