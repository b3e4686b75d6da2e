"""Whether a single quadrant is supported by its customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage.quadrants.finding import Finding

if TYPE_CHECKING:
    from patronage.segments import FloatArray, SegmentName


@dataclass(frozen=True, kw_only=True)
class QuadrantGates:
    """What a quadrant needs to be spoken of.

    Fewer than 50 customers allow no claims on a segment (METHODS B6). A customer below
    `borderline` (B5) might as well be elsewhere; where most are like that, the quadrant
    is rather the overflow of its neighbours than a place of its own: hence one half.
    """

    min_customers: int = 50
    min_certain: float = 0.5
    borderline: float = 0.6


def quadrant_finding(
    name: SegmentName, probability: FloatArray, gates: QuadrantGates
) -> Finding:
    """Say whether a quadrant has enough customers, and enough who surely belong.

    The probabilities are those of its official customers; unknown ones are not sure.
    """
    n = len(probability)
    certain = float((probability >= gates.borderline).sum() / max(n, 1))
    supported = n >= gates.min_customers and certain >= gates.min_certain
    en, zh = _facts(n, certain, gates)
    return Finding(
        test=f"quadrant_{name.key}",
        value=certain,
        gate=gates.min_certain,
        status="passed" if supported else "warning",
        customers=n,
        en=f'The "{name.en}" quadrant is {"" if supported else "not "}supported here: '
        f"{en}.",
        zh=f"“{name.zh}”象限在此{'得到' if supported else '未得到'}数据支持：{zh}。",
    )


def _facts(n: int, certain: float, gates: QuadrantGates) -> tuple[str, str]:
    if n < gates.min_customers:
        least = gates.min_customers
        return (
            f"{n} customer{'' if n == 1 else 's'}, fewer than {least}",
            f"只有 {n} 位客户，少于 {least} 位",
        )
    en, zh = ("", " ") if certain >= gates.min_certain else ("only ", "只有 ")
    sure = gates.borderline
    return (
        f"{en}{certain:.1%} of its {n:,} customers belong to it with a "
        f"probability of {sure:.0%} or more",
        f"{n:,} 位客户中{zh}{certain:.1%} 的归属概率不低于 {sure:.0%}",
    )
