"""Whether the two axes are two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

from patronage.quadrants.finding import Finding, Status

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

DISTINCT_WARNING, DISTINCT_LIMIT = 0.7, 0.85
LEAST_OFF_DIAGONAL = 0.05
OFF_DIAGONAL = (1, 2)
NOBODY = "no customer has both axes", "没有客户两轴均已知"
ALIKE = "all have the same score", "所有客户得分相同"
DISTINCT_EN: dict[Status, str] = {
    "passed": "The axes are distinct",
    "warning": "The axes are barely distinct",
    "failed": "The axes are not distinct, and the quadrants are one dimension",
}
DISTINCT_ZH: dict[Status, str] = {
    "passed": "两轴可以区分",
    "warning": "两轴勉强可以区分",
    "failed": "两轴无法区分，四个象限退化为一个维度",
}


def constant_axes(scores: FloatArray, names: list[str]) -> Iterator[Finding]:
    """Yield a finding for each axis on which the customers do not differ."""
    en, zh = ALIKE if len(scores) else NOBODY
    for name, axis in zip(names, scores.T, strict=True):
        n_values = len(np.unique(axis))
        if n_values < 2:
            yield Finding(
                test=f"axis_varies_{name}",
                value=n_values,
                gate=2,
                status="failed",
                customers=len(axis),
                en=f'The axis "{name}" does not tell the customers apart: {en}.',
                zh=f"轴“{name}”无法区分客户：{zh}。",
            )


def distinct_axes(scores: FloatArray) -> Finding:
    """Say whether the axes are two, by their rank correlation (gates of B2)."""
    rho = spearman(scores)
    status, gate = _distinct(rho)
    return Finding(
        test="axes_distinct",
        value=rho,
        gate=gate,
        status=status,
        customers=len(scores),
        en=f"{DISTINCT_EN[status]}: their Spearman correlation is {rho:.2f} "
        f"(gate {gate:g}).",
        zh=f"{DISTINCT_ZH[status]}：斯皮尔曼等级相关系数为 {rho:.2f}"
        f"（界限 {gate:g}）。",
    )


def _distinct(rho: float) -> tuple[Status, float]:
    if abs(rho) > DISTINCT_LIMIT:
        return "failed", DISTINCT_LIMIT
    status: Status = "warning" if abs(rho) > DISTINCT_WARNING else "passed"
    return status, DISTINCT_WARNING


def off_diagonal(placed: IntArray) -> Finding:
    """Say whether any customers are high on one axis alone."""
    share = float(np.isin(placed, OFF_DIAGONAL).mean())
    enough = share >= LEAST_OFF_DIAGONAL
    return Finding(
        test="off_diagonal_share",
        value=share,
        gate=LEAST_OFF_DIAGONAL,
        status="passed" if enough else "warning",
        customers=len(placed),
        en=f"{share:.1%} of the customers are high on one axis alone."
        if enough
        else f"Only {share:.1%} of the customers are high on one axis alone (at least "
        f"{LEAST_OFF_DIAGONAL:.0%} should be): a second axis adds little.",
        zh=f"{share:.1%} 的客户只在一个轴上为高。"
        if enough
        else f"只有 {share:.1%} 的客户仅在一个轴上为高（至少应为 "
        f"{LEAST_OFF_DIAGONAL:.0%}）：第二个轴提供的信息很少。",
    )


def spearman(scores: FloatArray) -> float:
    """Return the rank correlation of two axes, neither of them constant."""
    middle = (len(scores) + 1) / 2
    first, second = (rankdata(axis) - middle for axis in scores.T)
    scale = np.sqrt((first**2).sum() * (second**2).sum())
    return float((first * second).sum() / scale)
