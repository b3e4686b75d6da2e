"""What a challenger must reach by itself, whoever the champion is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from patronage.agreement import DISSOLVED, VALID
from patronage.compare.gates.ruling import ROUNDING, Ruling, cut_off
from patronage.said import Said

if TYPE_CHECKING:
    from patronage.compare.gates.side import Side
    from patronage.compare.gates.tolerances import Tolerances

LEAST, MEAN = "stability/jaccard_min", "stability/jaccard_mean"
NOT_TRIED = Said(
    "Whether the segments come back was not measured, and is not asked for.",
    "细分能否重现未作测量，此项不作要求。",
)


def admission(challenger: Side, tolerances: Tolerances) -> list[Ruling]:
    """Return whether a scheme may be acted on: by its own word, its sizes, its return.

    Its own word covers what only the scheme knows: a fit that converged, structure
    beyond chance, the placement of customers. Segments that come back when customers
    are drawn again have a Jaccard of .60 each and .75 on average (Hennig 2007); where
    that was not measured, as of rules, it is not asked for.
    """
    return [_own_word(challenger), _sizes(challenger, tolerances), _return(challenger)]


def _own_word(side: Side) -> Ruling:
    passed = side.promotable and not side.refusals
    because = " ".join(side.refusals) or "the scheme gives no reason."
    en, zh = "The scheme stands by its segments.", "方案认可自身的细分。"
    if not passed:
        en = f"The scheme itself says that it is not to be promoted: {because}"
        zh = f"方案自身声明不可采用：{because}"
    return Ruling(gate="promotable", passed=passed, said=Said(en, zh))


def _sizes(side: Side, tolerances: Tolerances) -> Ruling:
    sizes = side.sizes
    smallest = int(sizes.min(initial=sizes.sum()))
    share = smallest / max(int(sizes.sum()), 1)
    large = share >= tolerances.min_share - ROUNDING
    large &= smallest >= tolerances.min_customers
    return Ruling(
        gate="size",
        passed=bool(large and len(sizes) > 1),
        said=_said_size(len(sizes), smallest, share, tolerances),
        challenger=share,
        bound=tolerances.min_share,
    )


def _said_size(n: int, smallest: int, share: float, tolerances: Tolerances) -> Said:
    if n < 2:
        return Said("One segment tells nobody apart.", "只有一个细分，不区分任何客户。")
    percent = cut_off(100 * share, 2)
    noun = "customer" if smallest == 1 else "customers"
    few, least = f"{tolerances.min_customers:,}", f"{100 * tolerances.min_share:g}%"
    return Said(
        f"The smallest segment has {smallest:,} {noun} ({percent}%); at least {few} "
        f"and {least} are asked for.",
        f"最小的细分有 {smallest:,} 位客户（{percent}%）；至少需 {few} 位及 {least}。",
    )


def _return(side: Side) -> Ruling:
    least, mean = side.measured(LEAST), side.measured(MEAN)
    known = not math.isnan(mean)
    short = mean < VALID - ROUNDING or least < DISSOLVED - ROUNDING
    said = _said_return(least, mean) if known else NOT_TRIED
    bound = VALID if known else math.nan
    return Ruling(
        gate="recurrence",
        passed=not short,
        said=said,
        challenger=mean,
        bound=bound,
    )


def _said_return(least: float, mean: float) -> Said:
    one = Said("", "")
    if not math.isnan(least):
        one = Said(
            f", the least stable {cut_off(least)} ({DISSOLVED:.2f})",
            f"，最低 {cut_off(least)}（需 {DISSOLVED:.2f}）",
        )
    return Said(
        f"Drawn again the segments keep a Jaccard of {cut_off(mean)} on average "
        f"({VALID:.2f} is asked for){one.en}.",
        f"重新抽样后细分的 Jaccard 平均为 {cut_off(mean)}（需 {VALID:.2f}）{one.zh}。",
    )
