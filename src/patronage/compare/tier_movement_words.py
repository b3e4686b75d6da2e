"""The movement of tiers in a table and in sentences, English and Chinese."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVEL = 0.05
ONE_WAY = 0.1
HEADS = {
    "as_of": ("period", "期末"),
    "placed": ("customers", "客户数"),
    "arrived": ("new", "新定级"),
    "lapsed": ("lapsed", "失效"),
    "raw_changed_share": ("computed changed", "计算档变动"),
    "changed_share": ("official changed", "正式档变动"),
    "promoted": ("promoted", "升档"),
    "demoted": ("demoted", "降档"),
    "differing": ("official ≠ computed", "正式≠计算"),
    "raw_undone": ("computed and undone", "计算档变回"),
}
SHARES = ("raw_changed_share", "changed_share")


def readable_tier_movement(table: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """Return the table as a person reads it."""
    turn = 0 if language == "en" else 1
    shown = [name for name in HEADS if name in table]
    cells = table[shown].copy()
    cells["as_of"] = _days(cells)
    for name in SHARES:
        compared = table[name.replace("changed_share", "compared")] > 0
        cells[name] = [
            _percent(v) if told else ""
            for v, told in zip(table[name], compared, strict=True)
        ]
    return cells.set_axis([HEADS[name][turn] for name in shown], axis=1)


def told_tier_movement(table: pd.DataFrame) -> list[Said]:
    """Return what a reader should take from the movement of tiers."""
    total = table.sum(numeric_only=True)
    if not total["raw_compared"]:
        return [
            Said(
                "Nobody has a tier in two periods in a row.",
                "没有客户在相邻两期都有档位。",
            )
        ]
    return [*_changed(total), *_undone(total), *_one_way(table)]


def told_bunching(table: pd.DataFrame) -> list[Said]:
    """Return where customers buy just enough, and where that cannot be told."""
    tested = table[table["status"] == "tested"]
    found = tested[tested["p_holm"] < LEVEL]
    said = [_bunched(row) for row in found.to_dict("records")]
    if len(tested) and not said:
        said = [
            Said(
                f"At none of {len(tested)} edges do more customers stand just above it "
                "than a smooth density has.",
                f"{len(tested)} 个档位线上方均未出现异常聚集。",
            )
        ]
    few = ", ".join(f"{edge:g}" for edge in table.loc[table["status"] == "few", "edge"])
    if few:
        said.append(
            Said(
                f"Whether customers buy just enough cannot be told at {few}: fewer "
                "than 20 customers near it.",
                f"{few} 附近的客户不足 20 位，无法判断是否刚好达标。",
            )
        )
    return said


def _changed(total: pd.Series[float]) -> Iterator[Said]:
    raw, own = (
        total[f"{side}changed"] / max(total[f"{side}compared"], 1)
        for side in ("raw_", "")
    )
    yield Said(
        f"From one period to the next {raw:.1%} of the customers changed the computed "
        f"tier and {own:.1%} the official one: {int(total['raw_changed']):,} changes "
        f"computed, {int(total['changed']):,} made.",
        f"相邻两期间，{raw:.1%} 的客户计算档变动，{own:.1%} 正式档变动："
        f"计算变动 {int(total['raw_changed']):,} 次，"
        f"实际变动 {int(total['changed']):,} 次。",
    )


def _undone(total: pd.Series[float]) -> Iterator[Said]:
    if total["raw_undone"]:
        share = total["raw_undone"] / total["raw_changed"]
        yield Said(
            f"{share:.1%} of the computed changes took back the one of the period "
            "before.",
            f"计算档的变动中有 {share:.1%} 是把上一期的变动变回去。",
        )


def _one_way(table: pd.DataFrame) -> Iterator[Said]:
    """Name the period in which everybody moved one way: the season's, not theirs."""
    if "raw_promoted" not in table:
        return
    net = (table["raw_demoted"] - table["raw_promoted"]) / table["raw_compared"].clip(
        lower=1
    )
    worst = int(net.abs().to_numpy().argmax())
    if abs(net.iloc[worst]) < ONE_WAY:
        return
    day = _days(table).iloc[worst]
    up, down = (table[f"raw_{way}"].iloc[worst] for way in ("promoted", "demoted"))
    yield Said(
        f"In the period to {day} {up:,} rose and {down:,} fell: so one-sided a "
        "movement is that of the season or the market; compare with the same period "
        "a year before.",
        f"截至 {day} 的一期 {up:,} 位升档、{down:,} 位降档：如此单向的变动来自"
        "季节或市场，应与上年同期比较。",
    )


def _bunched(row: dict[Hashable, Any]) -> Said:
    edge, exact = row["edge"], row["at_edge"]
    return Said(
        f"Customers buy just enough at {edge:g}: {row['share_above']:.0%} of those "
        f"within 5% of it stand above, {row['expected_share']:.0%} would be smooth "
        f"(p = {row['p_holm']:.2g}; {exact:.0%} exactly at it).",
        f"档位线 {edge:g} 处有刚好达标现象：线上下 5% 内有 {row['share_above']:.0%} "
        f"在线上方，平滑时应为 {row['expected_share']:.0%}"
        f"（p = {row['p_holm']:.2g}；{exact:.0%} 恰在线上）。",
    )


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _days(table: pd.DataFrame) -> pd.Series[str]:
    return pd.to_datetime(table["as_of"]).dt.strftime("%Y-%m-%d")
