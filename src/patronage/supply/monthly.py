"""What an allocation of a month is made with."""

from __future__ import annotations

from dataclasses import dataclass

from patronage.supply.entitlement import Entitlement
from patronage.supply.sharing import Sharing


@dataclass(frozen=True, kw_only=True)
class Supply:
    """The schemes that entitle, the stock at hand, and how a shortage is shared.

    `tiers` and `grades` name rule schemes. `stock` is a CSV with `month` (2026-01),
    `product` and `quantity`, `products` one with `product` and the columns that
    `product_class` and `least_grade` name (a product with a least grade is placed with
    the better ones alone). `capped` is the feature that tells the share of months in
    which a customer's order was cut by the allocation; from `capped_from` on, his tier
    is marked as computed from volume that was cut.
    """

    entitlement: Entitlement
    sharing: Sharing
    stock: str
    products: str
    tiers: str = "tier8"
    grades: str = "grade10"
    product_class: str = "price_class"
    least_grade: str = "launch_grade"
    capped: str = "capped_months_share"
    capped_from: float = 0.5
