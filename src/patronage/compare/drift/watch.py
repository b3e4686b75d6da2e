"""Whether drift is such that a model should be trained anew, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.compare.drift.measured import SEGMENTS
from patronage.compare.drift.reference import CATEGORY, FEATURE
from patronage.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

LISTED = 3
FEATURE_KINDS = (FEATURE, CATEGORY)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """From where on a model is trained anew (METHODS D8; Siddiqi 2006).

    Indices count only above what chance does at that many customers. `segment_share`
    is the share of customers by which the segments must differ in size; 20 % of the
    customers who go from one to another are found so, and chance moves no more than
    2 or 3 % of a thousand.
    """

    feature_psi: float = 0.25
    moderate_psi: float = 0.10
    moderate_features: int = 3
    segment_psi: float = 0.25
    segment_share: float = 0.10
    max_age_days: int = 92


@dataclass(frozen=True, kw_only=True)
class Watched:
    """Whether a retrain is due, for which reasons; `verdict` says it in a line."""

    due: bool
    reasons: tuple[Said, ...]
    verdict: Said


def watch(drift: pd.DataFrame, rules: Rules, *, age_days: int) -> Watched:
    """Judge a table `drift`; `age_days` lie between training and today."""
    reasons = tuple(
        each
        for rule in (_major, _moderate, _sizes)
        for each in rule(_beyond_chance(drift), rules)
    )
    reasons += tuple(_age(age_days, rules))
    if reasons:
        told = Said(
            "; ".join(each.en for each in reasons),
            "；".join(each.zh for each in reasons),
        )
        return Watched(
            due=True,
            reasons=reasons,
            verdict=Said(
                f"Retraining is due: {told.en}.", f"应当重新训练：{told.zh}。"
            ),
        )
    n, moved = _counted(drift, rules)
    return Watched(
        due=False,
        reasons=(),
        verdict=Said(
            f"Stable: {moved} of {n} features moved beyond {rules.moderate_psi:g}.",
            f"稳定：{n} 个特征中有 {moved} 个的稳定性指数超过 {rules.moderate_psi:g}。",
        ),
    )


def _beyond_chance(drift: pd.DataFrame) -> pd.DataFrame:
    known = drift["psi"].notna() & (drift["psi"] > drift["psi_critical"])
    return drift[known].sort_values("psi", ascending=False, kind="stable")


def _of_features(drift: pd.DataFrame) -> pd.DataFrame:
    return drift[drift["kind"].isin(FEATURE_KINDS)]


def _major(drift: pd.DataFrame, rules: Rules) -> Iterator[Said]:
    """One feature that is elsewhere."""
    found = _of_features(drift)
    found = found[found["psi"] > rules.feature_psi]
    if len(found):
        told = _listed(found)
        yield Said(
            f"{told} moved beyond {rules.feature_psi:g}",
            f"{told} 的稳定性指数超过 {rules.feature_psi:g}",
        )


def _moderate(drift: pd.DataFrame, rules: Rules) -> Iterator[Said]:
    """Several features that have moved somewhat."""
    found = _of_features(drift)
    found = found[found["psi"] > rules.moderate_psi]
    if len(found) >= rules.moderate_features:
        n = len(found)
        yield Said(
            f"{n} features moved beyond {rules.moderate_psi:g}",
            f"{n} 个特征的稳定性指数超过 {rules.moderate_psi:g}",
        )


def _sizes(drift: pd.DataFrame, rules: Rules) -> Iterator[Said]:
    """Segments of other sizes."""
    found = drift[drift["kind"] == SEGMENTS]
    for index, share in zip(found["psi"], found["shift"], strict=True):
        if index > rules.segment_psi or share > rules.segment_share:
            yield Said(
                f"the segments' sizes differ by {share:.0%} of the customers "
                f"({index:.2f})",
                f"各细分规模相差 {share:.0%} 的客户（{index:.2f}）",
            )


def _age(age_days: int, rules: Rules) -> Iterator[Said]:
    if age_days > rules.max_age_days:
        yield Said(
            f"the champion is {age_days} days old, beyond {rules.max_age_days}",
            f"现行方案已使用 {age_days} 天，上限为 {rules.max_age_days} 天",
        )


def _listed(found: pd.DataFrame) -> str:
    first = found.head(LISTED)
    pairs = zip(first["subject"], first["psi"], strict=True)
    told = ", ".join(f"{name} ({index:.2f})" for name, index in pairs)
    return f"{told} ..." if len(found) > LISTED else told


def _counted(drift: pd.DataFrame, rules: Rules) -> tuple[int, int]:
    of = _of_features(drift)
    moved = _of_features(_beyond_chance(drift))["psi"] > rules.moderate_psi
    return len(of), int(np.count_nonzero(moved))
