"""What a customer's rows say of attachment and of repeat purchase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from patronage.features import line_evidence, voice
from patronage.features.repeat import RelativeFrequency
from patronage.features.wallet import wallet_share
from patronage.schema import Column
from patronage.shrinkage import ShrunkRate, ShrunkShare

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

TIME = ("order_day",)
MONEY = ("order_day", "amount")
ORDERS = ("order_day", "order_no")
BRAND = ("brand", "focal_brand")
PRICE = ("discount", "amount")
CAMPAIGN = ("contacts", "events")
RETURN = ("is_return",)
EVENT = ("events",)
COMPLAINT = ("feedback",)


def _count_of(name: str, unit: str, meaning: str, needs: tuple[str, ...]) -> Column:
    return Column(name, unit, meaning, needs, role="evidence")


EVIDENCE = (
    _count_of("focal_lines", "lines", "lines of our own brand", BRAND),
    _count_of("branded_lines", "lines", "lines of any brand", BRAND),
    _count_of("full_price_lines", "lines", "lines without a discount", PRICE),
    _count_of("priced_lines", "lines", "lines with a price", PRICE),
    _count_of("redemptions", "coupons", "coupons redeemed", CAMPAIGN),
    _count_of("campaigns", "contacts", "campaigns received", CAMPAIGN),
    _count_of("referrals", "referrals", "customers brought", EVENT),
    _count_of("unresolved_complaints", "complaints", "complaints open", COMPLAINT),
    _count_of("resolved_complaints", "complaints", "complaints resolved", COMPLAINT),
    _count_of("returned_lines", "lines", "lines returned", RETURN),
    _count_of("all_lines", "lines", "lines bought or returned", RETURN),
    _count_of("active_months", "months", "months with a purchase", TIME),
    _count_of("exposed_months", "months", "months begun since the first", TIME),
    _count_of("exposure_months", "months", "length of tenure in the window", TIME),
    _count_of("repeat_days", "days", "purchase days after the first", TIME),
    _count_of("gaps", "gaps", "gaps between purchase days", TIME),
)
MEASURES = (
    Column(
        "wallet_share",
        "share",
        "spend here in the declared spend",
        (*MONEY, "wallet_field"),
    ),
    Column("own_brand_share", "share", "own brand among lines", BRAND),
    Column("full_price_share", "share", "lines without a discount", PRICE),
    Column("engagement_rate", "coupons/campaign", "coupons redeemed", CAMPAIGN),
    Column("advocacy_rate", "referrals/order", "customers brought", (*EVENT, *ORDERS)),
    Column(
        "unresolved_complaint_rate",
        "complaints/order",
        "complaints open",
        (*COMPLAINT, *ORDERS),
    ),
    Column("return_share", "share", "lines returned", RETURN),
    Column("continuity", "share", "months with a purchase", TIME),
    Column("relative_frequency", "log ratio", "frequency over the median", TIME),
)


@dataclass(frozen=True, kw_only=True)
class LoyaltyFeatures:
    """Count the evidence for each proxy of attachment, and shrink it to rates.

    Every proxy is a rate given purchase or exposure, never a count, so that attitude
    is not frequency in another dress.

    `focal_brand` is the level of the ledger's `brand` whose share is the preference
    that counts. `redemption` and `referral` are kinds of events: a campaign answered,
    another customer brought; `complaint` is the kind of such feedback. `wallet_field`
    names the customers' field of declared spend a month on the category, and `peer`
    the column of the group within which frequency is compared.
    """

    focal_brand: str | None = None
    redemption: str = "redemption"
    referral: str = "referral"
    complaint: str = "complaint"
    wallet_field: str | None = None
    peer: str | None = None

    columns: ClassVar[tuple[Column, ...]] = (*EVIDENCE, *MEASURES)

    @property
    def learned(self) -> dict[str, Learned]:
        """The rates, each learned from its evidence."""
        return {
            "own_brand_share": ShrunkShare("focal_lines", "branded_lines"),
            "full_price_share": ShrunkShare("full_price_lines", "priced_lines"),
            "engagement_rate": ShrunkRate("redemptions", "campaigns"),
            "advocacy_rate": ShrunkRate("referrals", "n_orders"),
            "unresolved_complaint_rate": ShrunkRate(
                "unresolved_complaints", "n_orders"
            ),
            "return_share": ShrunkShare("returned_lines", "all_lines"),
            "continuity": ShrunkShare("active_months", "exposed_months"),
            "relative_frequency": RelativeFrequency(
                "repeat_days", "exposure_months", peer=self.peer
            ),
        }

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return the counts that the batch has evidence for.

        Raises
        ------
        ConfigError
            If the ledger holds no focal brand, or the source no numeric wallet field.
        """
        return {**self._of_lines(batch), **self._of_voice(batch), **self._wallet(batch)}

    def _of_lines(self, batch: CustomerBatch) -> Values:
        bought = batch.purchases
        return {
            **line_evidence.continuity(bought),
            **self._preference(bought),
            **(line_evidence.price(bought) if batch.has("discount") else {}),
            **(line_evidence.returns(batch) if batch.has("is_return") else {}),
        }

    def _preference(self, bought: CustomerBatch) -> Values:
        if self.focal_brand is None or not bought.has("brand"):
            return {}
        return line_evidence.preference(bought, self.focal_brand)

    def _of_voice(self, batch: CustomerBatch) -> Values:
        engaged = batch.has("contacts", "events")
        told = batch.has("feedback")
        return {
            **(voice.engagement(batch, self.redemption) if engaged else {}),
            **(voice.advocacy(batch, self.referral) if batch.has("events") else {}),
            **(voice.complaints(batch, self.complaint) if told else {}),
        }

    def _wallet(self, batch: CustomerBatch) -> Values:
        if self.wallet_field is None:
            return {}
        return {"wallet_share": wallet_share(batch, self.wallet_field)}
