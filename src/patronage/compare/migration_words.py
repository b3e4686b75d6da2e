"""A movement in sentences, English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from patronage.compare.cluster_quadrants import FEWEST
from patronage.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.compare.migration import Migration

DOUBTFUL = 0.05
HEADS = {"en": ("from \\ to", "customers"), "zh": ("从 \\ 到", "客户数")}


def readable_matrix(migration: Migration, language: str = "en") -> pd.DataFrame:
    """Return a row per state before and a column per state after, in words.

    A cell has customers and their share of the row; it is empty where nobody went.
    """
    names = migration.states[f"name_{language}"]
    corner, total = HEADS[language]
    rows = migration.counts
    cells = {
        name: [_cell(n, of) for n, of in zip(column, rows.sum(1), strict=True)]
        for name, column in zip(names, rows.T, strict=True)
    }
    sums = [f"{n:,}" for n in rows.sum(1)]
    return pd.DataFrame({corner: names, total: sums, **cells})


@dataclass(frozen=True, kw_only=True)
class Lookback:
    """How many days each of the two days looks back on, and how many both do."""

    before: int
    after: int
    common: int


def told_movement(migration: Migration, lookback: Lookback | None = None) -> list[Said]:
    """Return what a reader should take from a movement."""
    n = int(migration.placed.sum())
    if not n:
        return [
            Said("Nobody has a quadrant on both days.", "没有客户在两个日期都有象限。")
        ]
    return [
        *_moved(migration, n),
        *_beyond_noise(migration),
        *_one_sided(migration),
        *_lost(migration),
        *_few(migration),
        *([] if lookback is None else _looked_back(lookback)),
    ]


def _cell(n: int, of: int) -> str:
    return f"{n:,} ({n / of:.0%})" if n else ""


def _moved(migration: Migration, n: int) -> Iterator[Said]:
    share = migration.summary["moved_share"]
    yield Said(
        f"Of {n:,} customers with a quadrant on both days, {share:.1%} changed it.",
        f"两个日期都有象限的 {n:,} 位客户中，{share:.1%} 换了象限。",
    )


def _beyond_noise(migration: Migration) -> Iterator[Said]:
    if "excess" not in migration.summary:
        return
    noise, excess = (migration.summary[name] for name in ("noise_share", "excess"))
    verdict = ("no more than that moved", "实际移动不超过此数")
    if excess > 0:
        verdict = (f"{excess:.1%} moved beyond it", f"超出部分为 {excess:.1%}")
    yield Said(
        f"Doubt about the day before would by itself move {noise:.1%}: {verdict[0]}.",
        f"仅前一日判定的不确定就会移动 {noise:.1%}：{verdict[1]}。",
    )


def _looked_back(days: Lookback) -> Iterator[Said]:
    if days.common:
        yield Said(
            f"Of {days.after} days behind the later quadrants {days.common} lie behind "
            "the earlier ones too, so both err alike: what moved beyond doubt is a "
            "lower bound.",
            f"后一日所依据的 {days.after} 天中有 {days.common} 天与前一日相同，"
            "误差也相同：超出不确定的移动只是下限。",
        )
    if days.before != days.after:
        yield Said(
            f"The earlier day looks back on {days.before} days, the later on "
            f"{days.after}: some movement is that of the evidence.",
            f"前一日回看 {days.before} 天，后一日回看 {days.after} 天："
            "部分移动来自证据本身。",
        )


def _lost(migration: Migration) -> Iterator[Said]:
    share = migration.summary.get("lost_share", 0.0)
    if share:
        yield Said(
            f"{share:.1%} of those with a quadrant before are lost: silent for more "
            "than 90 days and three of their usual gaps.",
            f"原有象限的客户中 {share:.1%} "
            "已流失：沉默超过 90 天，且超过平均间隔的 3 倍。",
        )


def _one_sided(migration: Migration) -> Iterator[Said]:
    p = migration.summary.get("bowker_p")
    if p is None:
        return
    both = ("as many came back as went", "往返的客户一样多")
    one = ("more went one way than came back", "单向移动多于返回")
    verdict = one if p < DOUBTFUL else both
    yield Said(
        f"Doubt moves both ways alike; here {verdict[0]} (Bowker's test, p = {p:.2g}).",
        f"不确定造成的移动往返相等；这里{verdict[1]}（Bowker 检验，p = {p:.2g}）。",
    )


def _few(migration: Migration) -> Iterator[Said]:
    size = migration.counts[: migration.n_segments].sum(1)
    few = migration.names[size < FEWEST]
    if len(few):
        yield Said(
            f"No claims about {', '.join(few['name_en'])}: fewer than {FEWEST} "
            "customers before.",
            f"对{'、'.join(few['name_zh'])}不作结论：原有客户不足 {FEWEST} 位。",
        )
