"""What a customer's rows say of attachment and of repeat purchase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.errors import ConfigError
from patronage.features import periods
from patronage.features.repeat import AliveHeuristic, RelativeFrequency
from patronage.features.shrinkage import ShrunkRate, ShrunkShare
from patronage.ragged import Ragged
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

TIME = ("order_day",)
BRAND = ("brand",)
PRICE = ("discount", "amount")
CAMPAIGN = ("contacts", "events")
RETURN = ("is_return",)


def _count_of(name: str, unit: str, meaning: str, needs: tuple[str, ...]) -> Column:
    return Column(name, unit, meaning, needs, role="evidence")


@dataclass(frozen=True, kw_only=True)
class LoyaltyFeatures:
    """Count the evidence for each proxy of attachment, and shrink it to rates.

    Every proxy is a rate given purchase or exposure, never a count, so that attitude
    is not frequency in another dress.

    `focal_brand` is the level of the ledger's `brand` whose share is the preference
    that counts; `redemption` the kind of event that answers a campaign.
    """

    focal_brand: str | None = None
    redemption: str = "redemption"

    columns: ClassVar[tuple[Column, ...]] = (
        _count_of("focal_lines", "lines", "lines of our own brand", BRAND),
        _count_of("branded_lines", "lines", "lines of any brand", BRAND),
        _count_of("full_price_lines", "lines", "lines without a discount", PRICE),
        _count_of("priced_lines", "lines", "lines with a price", PRICE),
        _count_of("redemptions", "coupons", "coupons redeemed", CAMPAIGN),
        _count_of("campaigns", "contacts", "campaigns received", CAMPAIGN),
        _count_of("returned_lines", "lines", "lines returned", RETURN),
        _count_of("all_lines", "lines", "lines bought or returned", RETURN),
        _count_of("active_months", "months", "months with a purchase", TIME),
        _count_of("exposed_months", "months", "months begun since the first", TIME),
        _count_of("exposure_months", "months", "length of tenure in the window", TIME),
        _count_of("repeat_days", "days", "purchase days after the first", TIME),
        _count_of("gaps", "gaps", "gaps between purchase days", TIME),
        Column("own_brand_share", "share", "own brand among lines", BRAND),
        Column("full_price_share", "share", "lines without a discount", PRICE),
        Column("engagement_rate", "coupons/campaign", "coupons redeemed", CAMPAIGN),
        Column("return_share", "share", "lines returned", RETURN),
        Column("continuity", "share", "months with a purchase", TIME),
        Column("relative_frequency", "log ratio", "frequency over the median", TIME),
        Column("p_alive_heuristic", "index", "still a customer, by recency", TIME),
    )
    learned: ClassVar[dict[str, Learned]] = {
        "own_brand_share": ShrunkShare("focal_lines", "branded_lines"),
        "full_price_share": ShrunkShare("full_price_lines", "priced_lines"),
        "engagement_rate": ShrunkRate("redemptions", "campaigns"),
        "return_share": ShrunkShare("returned_lines", "all_lines"),
        "continuity": ShrunkShare("active_months", "exposed_months"),
        "relative_frequency": RelativeFrequency("repeat_days", "exposure_months"),
        "p_alive_heuristic": AliveHeuristic(
            "recency_days", "interpurchase_days_mean", "gaps"
        ),
    }

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return the counts that the batch has evidence for.

        Raises
        ------
        ConfigError
            If the focal brand is none of the brands that the ledger holds.
        """
        bought = batch.purchases
        return {
            **_continuity(bought),
            **(self._preference(bought) if self._has_focal(batch) else {}),
            **(_price(bought) if batch.has("discount") else {}),
            **(self._engagement(batch) if batch.has("contacts", "events") else {}),
            **(_returns(batch) if batch.has("is_return") else {}),
        }

    def _has_focal(self, batch: CustomerBatch) -> bool:
        if self.focal_brand is None or not batch.has("brand"):
            return False
        if batch.code("brand", self.focal_brand) < 0:
            raise ConfigError(
                f"focal_brand should be one of the ledger's brands "
                f"({', '.join(batch.levels['brand'][:5])}); got '{self.focal_brand}'."
            )
        return True

    def _preference(self, batch: CustomerBatch) -> Values:
        brand = batch["brand"]
        focal = brand.values == batch.code("brand", self.focal_brand)
        return {
            "focal_lines": _count(brand, focal),
            "branded_lines": _count(brand, brand.values >= 0),
        }

    def _engagement(self, batch: CustomerBatch) -> Values:
        kind = batch.events["kind"]
        answered = kind.values == batch.code("events.kind", self.redemption)
        return {
            "redemptions": _count(kind, answered),
            "campaigns": batch.contacts["kind"].counts.astype(np.float64),
        }


def _continuity(batch: CustomerBatch) -> Values:
    days = batch["order_day"].count_distinct()
    return {
        "active_months": periods.active_months(batch).astype(np.float64),
        "exposed_months": periods.exposed_months(batch),
        "exposure_months": periods.exposure_months(batch),
        "repeat_days": periods.repeat_days(batch),
        "gaps": np.maximum(days - 1, 0).astype(np.float64),
    }


def _price(batch: CustomerBatch) -> Values:
    amount, discount = batch["amount"], batch["discount"].values
    priced = (amount.values > 0) | (discount > 0)
    return {
        "full_price_lines": _count(amount, priced & (discount == 0)),
        "priced_lines": _count(amount, priced),
    }


def _returns(batch: CustomerBatch) -> Values:
    returned = batch["is_return"].values.astype(bool)
    return {
        "returned_lines": _count(batch["is_return"], returned),
        "all_lines": batch["is_return"].counts.astype(np.float64),
    }


def _count(rows: Ragged, mark: np.ndarray) -> FloatArray:
    return Ragged(mark, rows.offsets).sum().astype(np.float64)
