"""Which scheme serves which decision, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.compare.league import BETTER_LESS, clear_ranks
from patronage.compare.references import DECILES
from patronage.said import Said

if TYPE_CHECKING:
    from patronage.segments import Purpose

MOST_NAMED = 4
FLAPPING = "flapping/steady"
PROMISED = Said("What is promised for months", "长期承诺的待遇")


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Something to decide, and the metric that says how well a scheme serves it.

    A scheme whose interval is not wholly on the better side of `enough` may not serve
    it; `blind` says what that means, "perhaps" where the value itself is enough.
    """

    what: Said
    by: Said
    metric: str
    enough: float
    blind: Said


DECISIONS = (
    Decision(
        what=Said("Where to spend money and attention", "资源投向谁"),
        by=Said("ranking of future spend, Gini", "未来消费排序，基尼"),
        metric="future/gini",
        enough=0.0,
        blind=Said("no better than chance", "不比随机更好"),
    ),
    Decision(
        what=Said("Whom to keep", "留住谁"),
        by=Said("telling who stays, AUC", "留存判别，AUC"),
        metric="future/retention_auc",
        enough=0.5,
        blind=Said("no better than chance", "不比随机更好"),
    ),
    Decision(
        what=Said("What to say to whom", "对谁说什么"),
        by=Said("separation, silhouette", "分离度，轮廓系数"),
        metric="quality/silhouette",
        enough=0.25,
        blind=Said("a weak separation", "区分度弱"),
    ),
    Decision(
        what=PROMISED,
        by=Said("share moved without a reason", "无故变动占比"),
        metric=FLAPPING,
        enough=0.1,
        blind=Said("too many change without cause", "无故变动者过多"),
    ),
    Decision(
        what=PROMISED,
        by=Said("same segments again, ARI", "可重现性，ARI"),
        metric="stability/ari",
        enough=0.75,
        blind=Said("not stable", "不稳定"),
    ),
    Decision(
        what=Said("What staff apply by a simple rule", "一线按简单规则执行"),
        by=Said("right by three questions", "三个问题的正确率"),
        metric="quality/surrogate_fidelity",
        enough=0.8,
        blind=Said("simple rules miss too many", "简单规则遗漏过多"),
    ),
)


def summary(
    scorecards: pd.DataFrame, purposes: Mapping[str, Purpose | None]
) -> list[Said]:
    """Return sentences on a table `scorecards`: by decision, then by scheme.

    `purposes` has every scheme that is no reference. First are the schemes than which
    no other is clearly better. Of two metrics for one decision the first known counts.
    """
    own = scorecards[scorecards["scheme"].isin([*purposes])]
    nobody = (own["metric"] == "coverage/placed") & (own["value"] == 0)
    nowhere = set(own.loc[nobody, "scheme"])
    placing = own[~own["scheme"].isin(nowhere)]
    told = {each: _field(placing, each.metric) for each in reversed(DECISIONS)}
    by_what = {each.what: each for each, table in told.items() if len(table)}
    served = {each: told[each] for each in DECISIONS if by_what.get(each.what) == each}
    deciles = scorecards[scorecards["scheme"] == DECILES].set_index("metric")
    return [
        *(_first(each, table, deciles) for each, table in served.items()),
        *_flapping(own),
        *(
            _scheme(name, why, served, nowhere)
            for name, why in purposes.items()
            if served or name in nowhere
        ),
    ]


def leaders(of_metric: pd.DataFrame) -> pd.DataFrame:
    """Return the schemes than which none is clearly better, the best value first."""
    metric = of_metric["metric"].iloc[0]
    sign = -1.0 if metric in BETTER_LESS else 1.0
    table = of_metric.assign(best=sign * of_metric["value"])
    first = table["rank"] == table["rank"].min()
    return table[first].sort_values(["best", "scheme"], ascending=[False, True])


def _field(own: pd.DataFrame, metric: str) -> pd.DataFrame:
    """A metric of the schemes that have it, ranked among themselves."""
    table = own[(own["metric"] == metric) & own["value"].notna()]
    return table.assign(rank=clear_ranks(table, metric))


def _first(decision: Decision, table: pd.DataFrame, deciles: pd.DataFrame) -> Said:
    first = leaders(table)
    best = first.iloc[0]
    weak = _weakness(best, decision)
    beside = _beside(best, deciles)
    others = [str(name) for name in first["scheme"][1:]]
    rest = f"; {_named(others, 'en')} not clearly behind" if others else ""
    zh_rest = f"；{_named(others, 'zh')}并不明显落后" if others else ""
    return Said(
        f"{decision.what.en} ({decision.by.en}): {best['scheme']} {_span(best)}"
        f"{weak.en}{rest}{beside.en}.",
        f"{decision.what.zh}（{decision.by.zh}）：{best['scheme']} {_span(best)}"
        f"{weak.zh}{zh_rest}{beside.zh}。",
    )


def _weakness(best: pd.Series, decision: Decision) -> Said:
    """What speaks against the best; nothing where it is surely good enough."""
    sign = -1.0 if best["metric"] in BETTER_LESS else 1.0
    least = min(sign * _low(best), sign * _high(best))
    if least > sign * decision.enough:
        return Said("", "")
    sure = sign * best["value"] <= sign * decision.enough
    en, zh = ("", "") if sure else ("perhaps ", "可能")
    return Said(f", {en}{decision.blind.en}", f"，{zh}{decision.blind.zh}")


def _beside(best: pd.Series, deciles: pd.DataFrame) -> Said:
    """How the best stands to deciles of past spend, where these have the metric."""
    if (
        not str(best["metric"]).startswith("future/")
        or best["metric"] not in deciles.index
    ):
        return Said("", "")
    plain = deciles.loc[best["metric"]]
    span = _span(plain)
    if _low(best) > _high(plain):
        return Said(
            f"; better than past spend deciles, {span}", f"；胜过历史消费十等分 {span}"
        )
    if _high(best) < _low(plain):
        return Said(
            f"; worse than past spend deciles, {span}", f"；不及历史消费十等分 {span}"
        )
    return Said(
        f"; not clearly other than past spend deciles, {span}",
        f"；与历史消费十等分 {span} 无明显差别",
    )


def _flapping(own: pd.DataFrame) -> Iterator[Said]:
    told = own[own["metric"] == FLAPPING].sort_values("value")
    if len(told) > 1:
        least, most = told.iloc[0], told.iloc[-1]
        yield Said(
            f"Of customers whose behaviour stays the same, {least['value']:.1%} "
            f"({least['scheme']}) to {most['value']:.1%} ({most['scheme']}) change "
            "segment from one snapshot to the next.",
            f"行为未变的客户中，从一期到下一期换了细分的占 {least['value']:.1%}"
            f"（{least['scheme']}）至 {most['value']:.1%}（{most['scheme']}）。",
        )


def _scheme(
    name: str,
    purpose: Purpose | None,
    served: Mapping[Decision, pd.DataFrame],
    nowhere: Collection[str],
) -> Said:
    """What a scheme is there for, and at which decisions none is clearly better."""
    decision = purpose.decision.rstrip(".。") if purpose else ""
    why = f" ({decision})" if decision else ""
    why_zh = f"（{decision}）" if not decision.isascii() else ""
    if name in nowhere:
        return Said(
            f"{name}{why}: it can place nobody here.",
            f"{name}{why_zh}：在此数据上无法归类任何客户。",
        )
    known = {d: t for d, t in served.items() if name in set(t["scheme"])}
    if not known:
        return Said(
            f"{name}{why}: nothing is known of it for any of these.",
            f"{name}{why_zh}：上述各项均无其数据。",
        )
    good = [d for d, table in known.items() if name in set(leaders(table)["scheme"])]
    if not good:
        return Said(
            f"{name}{why}: wherever it is measured, another is clearly better.",
            f"{name}{why_zh}：凡有数据之处，都有明显更好的方案。",
        )
    en = "; ".join(each.what.en.lower() for each in good)
    zh = "、".join(each.what.zh for each in good)
    return Said(
        f"{name}{why}: no scheme is clearly better at: {en}.",
        f"{name}{why_zh}：没有方案在以下方面明显更好：{zh}。",
    )


def _named(names: list[str], language: str) -> str:
    told, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    if language == "zh":
        return "、".join(told) + (f" 等 {len(names)} 个方案" if more > 0 else " ")
    return (
        ", ".join(told)
        + (f" and {more} more" if more > 0 else "")
        + (" are" if len(names) > 1 else " is")
    )


def _span(row: pd.Series) -> str:
    value, low, high = (_digits(row[each]) for each in ("value", "low", "high"))
    known = np.isfinite([row["low"], row["high"]]).all()
    return f"{value} [{low}, {high}]" if known else value


def _digits(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}"  # + 0.0: no "-0.00"


def _low(row: pd.Series) -> float:
    return float(row["value"] if np.isnan(row["low"]) else row["low"])


def _high(row: pd.Series) -> float:
    return float(row["value"] if np.isnan(row["high"]) else row["high"])
