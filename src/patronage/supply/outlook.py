"""What an allocation comes to, in numbers and sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from patronage.loggable import Metric
from patronage.said import Said
from patronage.supply.allocation import Allocation


def supply_metrics(allocation: Allocation, balance: pd.DataFrame) -> list[Metric]:
    """Return units due, given and left, the fill rate, and how far balances spread."""
    people, products = allocation.customers, allocation.products
    spread = balance["balance"].abs()
    return [
        Metric("supply/due", float(people["due"].sum())),
        Metric("supply/given", float(people["given"].sum())),
        Metric("supply/left", float((products["stock"] - products["given"]).sum())),
        Metric("supply/fill_rate", allocation.fill_rate),
        Metric("supply/balance_largest", float(spread.max() if len(spread) else 0)),
        Metric("supply/short_products", float(_short(products).sum())),
    ]


def supply_sentences(
    allocation: Allocation, balance: pd.DataFrame, n_capped: int | None
) -> Iterator[Said]:
    """Say what is short, how far balances lie apart, and whose tier feeds itself."""
    short, rate = int(_short(allocation.products).sum()), allocation.fill_rate
    given, due = (int(allocation.customers[n].sum()) for n in ("given", "due"))
    yield Said(
        f"{given:,} of {due:,} units due are given ({rate:.1%}); {short} of "
        f"{len(allocation.products)} products are short",
        f"应得 {due:,} 单位中投放 {given:,}（{rate:.1%}）；"
        f"{len(allocation.products)} 个品规中有 {short} 个短缺",
    )
    if len(balance):
        low, high = balance["balance"].min(), balance["balance"].max()
        yield Said(
            f"balances over the months lie between {low:+.1f} and {high:+.1f} units",
            f"历月累计差额介于 {low:+.1f} 与 {high:+.1f} 单位之间",
        )
    if n_capped:
        yield Said(
            f"the tiers of {n_capped:,} customers are computed from volume that an "
            "allocation had cut: yesterday's tier feeds today's",
            f"{n_capped:,} 位客户的档位由受投放限制的销量算得："
            "昨日的档位决定今日的档位",
        )


def _short(products: pd.DataFrame) -> pd.Series:
    return products["given"] < products["asked"]
