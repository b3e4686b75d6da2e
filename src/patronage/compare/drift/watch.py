"""Whether drift is such that a model should be trained anew, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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

    An index counts only above its critical value, and only if chance alone, adjusted
    over the features, makes it as large in `level` of samples or fewer: with hundreds
    of customers and dozens of features some index is always above its own critical
    value. As customers who go from one archetype to another may leave every index in
    its band, two more rules see them. `segment_share` is the share of customers by
    which the segments must differ in size: of 20 % who go, half do so visibly, and
    chance moves hardly ever as many of a thousand. `ks_distance` is how far
    `moderate_features` features must be apart by Kolmogorov and Smirnov's test: that
    of 20 % who go between archetypes of which the feature tells half.
    """

    feature_psi: float = 0.25
    moderate_psi: float = 0.10
    moderate_features: int = 3
    segment_psi: float = 0.25
    segment_share: float = 0.10
    ks_distance: float = 0.10
    level: float = 0.001
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
        for rule in (_major, _moderate, _apart, _sizes)
        for each in rule(drift, rules)
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
    return Watched(due=False, reasons=(), verdict=_stable(drift, rules))


def _moved(drift: pd.DataFrame, rules: Rules, beyond: float) -> pd.DataFrame:
    """Return the features whose index is beyond a bound and chance, largest first."""
    found = _of_features(_beyond_chance(drift, rules))
    found = found[found["psi"] > beyond]
    return found.sort_values("psi", ascending=False, kind="stable")


def _beyond_chance(drift: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    is_rare = drift["psi_p"] <= rules.level
    return drift[is_rare & (drift["psi"] > drift["psi_critical"])]


def _of_features(drift: pd.DataFrame) -> pd.DataFrame:
    return drift[drift["kind"].isin(FEATURE_KINDS)]


def _major(drift: pd.DataFrame, rules: Rules) -> Iterator[Said]:
    """One feature that is elsewhere."""
    found = _moved(drift, rules, rules.feature_psi)
    if len(found):
        told = _listed(found, "psi")
        yield Said(
            f"{told.en} moved beyond {rules.feature_psi:g}",
            f"{told.zh} 的稳定性指数超过 {rules.feature_psi:g}",
        )


def _moderate(drift: pd.DataFrame, rules: Rules) -> Iterator[Said]:
    """Several features that have moved somewhat."""
    found = _moved(drift, rules, rules.moderate_psi)
    if len(found) >= rules.moderate_features:
        n, told = len(found), _listed(found, "psi")
        yield Said(
            f"{n} features moved beyond {rules.moderate_psi:g}: {told.en}",
            f"{n} 个特征的稳定性指数超过 {rules.moderate_psi:g}：{told.zh}",
        )


def _apart(drift: pd.DataFrame, rules: Rules) -> Iterator[Said]:
    """Several features whose values lie apart, though their indices need not say so."""
    is_apart = drift["ks"] >= rules.ks_distance
    found = _of_features(drift[is_apart & (drift["p_adjusted"] <= rules.level)])
    if len(found) >= rules.moderate_features:
        n = len(found)
        told = _listed(found.sort_values("ks", ascending=False, kind="stable"), "ks")
        yield Said(
            f"{n} features lie {rules.ks_distance:g} or more apart "
            f"(Kolmogorov-Smirnov): {told.en}",
            f"{n} 个特征的分布距离（Kolmogorov-Smirnov）不小于 "
            f"{rules.ks_distance:g}：{told.zh}",
        )


def _sizes(drift: pd.DataFrame, rules: Rules) -> Iterator[Said]:
    """Segments of other sizes."""
    found = _beyond_chance(drift, rules)
    found = found[found["kind"] == SEGMENTS]
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


def _listed(found: pd.DataFrame, measure: str) -> Said:
    """Return the first features with their numbers."""
    pairs = zip(found["subject"], found[measure].head(LISTED), strict=False)
    told = [f"{name} ({size:.2f})" for name, size in pairs]
    if len(found) > LISTED:
        told.append("...")
    return Said(", ".join(told), "、".join(told))


def _stable(drift: pd.DataFrame, rules: Rules) -> Said:
    """Return of how many features the index is known, and how many have moved."""
    n = int(_of_features(drift)["psi"].notna().sum())
    if not n:
        return Said(
            "Nothing was measured: no feature has customers on both days.",
            "未能衡量：没有任何特征在两个日期都有客户。",
        )
    moved = len(_moved(drift, rules, rules.moderate_psi))
    return Said(
        f"Stable: {moved} of {n} features moved beyond {rules.moderate_psi:g}.",
        f"稳定：{n} 个特征中有 {moved} 个的稳定性指数超过 {rules.moderate_psi:g}。",
    )
