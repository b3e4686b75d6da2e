"""What a playbook comes to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from patronage.playbooks.service_fit import OVER, UNDER
from patronage.said import Said

REVENUE = "monetary_total"


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The tables of one scheme's playbook; None for what the source cannot tell.

    `worth` is the column that stands for what customers bring.
    """

    scheme: str
    worth: str | None = None
    budget: pd.DataFrame | None = None
    service: pd.DataFrame | None = None
    next_products: pd.DataFrame | None = None


def told(outlook: Outlook) -> Iterator[Said]:
    """Yield what the best budget would win, who is misserved, and what is supposed."""
    name = outlook.scheme
    if outlook.budget is not None:
        yield _budget(name, outlook.budget)
    if outlook.worth == REVENUE:
        yield Said(
            f"{name}: without costs, value = revenue",
            f"{name}：没有成本数据，价值 = 收入",
        )
    if outlook.service is not None:
        under, over = (int(outlook.service[n].sum()) for n in (UNDER, OVER))
        yield Said(
            f"{name}: under-served {under:,}, over-served {over:,}",
            f"{name}：服务不足 {under:,}，服务过度 {over:,}",
        )
    if outlook.next_products is not None:
        known = outlook.next_products["customer_id"].nunique()
        yield Said(
            f"{name}: next products for {known:,} customers",
            f"{name}：为 {known:,} 位客户给出下一步推荐产品",
        )


def _budget(name: str, budget: pd.DataFrame) -> Said:
    spent, best, alike = (budget[n].sum() for n in ("best", "gain", "equal_gain"))
    return Said(
        f"{name}: {spent:,.0f} a month, best parted, would win {best:,.0f} a month "
        f"(parted equally: {alike:,.0f}) if the playbook's upliftable shares and "
        "saturations hold",
        f"{name}：每月 {spent:,.0f} 的预算，最优分配可赢得每月 {best:,.0f}"
        f"（平均分配：{alike:,.0f}），前提是方案所设的可提升比例与饱和度成立",
    )
