"""One line per segment that a reader understands without a legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from patronage.profiles.profile import MIN_CELL

if TYPE_CHECKING:
    from collections.abc import Hashable

    from patronage.profiles.traits import Trait
    from patronage.profiles.wording import Wording

TOP = 3
REASONS_ZH = {
    "dormant": "休眠",
    "net_negative": "净额为负",
    "new": "新客户",
    "no_purchase": "未购买",
    "no_structure": "无稳定结构",
    "not_measurable": "无法衡量",
    "unassigned": "未分配",
    "unknown": "未判定",
}


def cards(
    profile: pd.DataFrame,
    found: Mapping[int, list[Trait]],
    wording: Wording,
    *,
    actions: Mapping[int, str],
    marks: Mapping[int, str] | None = None,
) -> pd.DataFrame:
    """Return `segment`, `summary` (parts joined by " · ") and `action`, a row each.

    `marks` warn of segments that cannot be relied on, before anything else is said.
    """
    rows = profile.to_dict("records")
    warned = marks or {}
    lines = [
        [
            *filter(None, [warned.get(row["segment"])]),
            *_facts(row, wording),
            *_words(found.get(row["segment"], []), wording),
        ]
        for row in rows
    ]
    return pd.DataFrame(
        {
            "segment": profile["name"].astype("str"),
            "summary": pd.Series([" · ".join(line) for line in lines], dtype="str"),
            "action": pd.Series(
                [actions.get(row["segment"], "") for row in rows], dtype="str"
            ),
        }
    )


def unplaced_card(segments: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """Return one card for the customers in no segment; none if all are placed."""
    reasons = segments.loc[segments["segment"] < 0, "status"].value_counts()
    if reasons.empty:
        return pd.DataFrame({"segment": [], "summary": [], "action": []}, dtype="str")
    told = sorted(reasons.items(), key=lambda each: (-each[1], str(each[0])))
    left, every = int(reasons.sum()), wording.count(len(segments))
    share = wording.percent(left / len(segments))
    count = wording.count(left)
    parts = [
        wording.say(
            f"{count} of {every} customers ({share})",
            f"全部 {every} 位客户中的 {count} 位（{share}）",
        ),
        *(f"{_reason(str(why), wording)} {wording.count(n)}" for why, n in told),
    ]
    name = wording.say("(not placed)", "（未归类）")
    return pd.DataFrame(
        {"segment": [name], "summary": [" · ".join(parts)], "action": [""]}, dtype="str"
    )


def _reason(status: str, wording: Wording) -> str:
    plain = status.replace("_", " ")
    return wording.say(plain, REASONS_ZH.get(status, plain))


def _facts(row: Mapping[Hashable, float], wording: Wording) -> Iterator[str]:
    if not row["size"]:
        yield wording.say("no customers", "无客户")
        return
    total = round(row["size"] / row["share"])
    yield _customers(int(row["size"]), total, wording)
    if pd.notna(row["revenue_share"]):
        share = wording.percent(row["revenue_share"])
        value = wording.value
        yield wording.say(f"{share} of {value[0]}", f"{value[1]}占比 {share}")
    if row["size"] < MIN_CELL:
        yield wording.say("too few to describe", "人数过少，不予描述")
    yield from _medians(row, wording)


def _customers(n: int, total: int, wording: Wording) -> str:
    share = wording.percent(n / total)
    count = wording.count(n)
    return wording.say(
        f"{_many(count, 'customer')} ({share})", f"{count} 位客户（{share}）"
    )


def _medians(row: Mapping[Hashable, float], wording: Wording) -> Iterator[str]:
    recency, repeats, spent = (
        row.get(f"{column}_median", float("nan"))
        for column in ("recency_days", "frequency", "monetary_total")
    )
    if pd.notna(recency):
        days = _whole(recency, wording)
        yield wording.say(f"last bought {_many(days, 'day')} ago", f"{days} 天前购买")
    if pd.notna(repeats):
        times = _whole(repeats, wording)
        yield wording.say(_many(times, "repeat purchase day"), f"{times} 个复购日")
    if pd.notna(spent):
        money = wording.money(spent)
        yield wording.say(f"spent {money}", f"消费 {money}")


def _whole(days: float, wording: Wording) -> str:
    return wording.count(round(days)) if days >= 10 else wording.number(days)


def _many(count: str, noun: str) -> str:
    return f"{count} {noun}" if count == "1" else f"{count} {noun}s"


def _words(found: list[Trait], wording: Wording) -> list[str]:
    said = [wording.say(*trait.word) for trait in found[:TOP]]
    return [wording.say(", ", "、").join(said)] if said else []
