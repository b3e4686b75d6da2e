"""What subscribers pay and are still worth, from the fields of their contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.features.clv_contract import ContractValue, RenewalValue
from patronage.features.contract_value import check_retention, per_month
from patronage.features.fields import is_level, numeric_field
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

CHARGE, MONTHS, ENDED = "contract_charge", "contract_months", "contract_ended"


@dataclass(frozen=True, kw_only=True)
class ContractFeatures:
    """Describe contracts that are paid by the month; no transactions are needed.

    `charge_field` and `months_field` are the numeric customer fields of the money a
    month and of the months completed. `clv_contract`, the expected margin yet to come,
    asks for one of two: the `retention` from a month to the next, the same for all; or
    the categorical field `ended_field`, whose `ended_level` marks contracts that have
    ended, to learn it from. `margin` is the share of the charge that is kept, and
    `discount_rate` is per year.
    """

    charge_field: str
    months_field: str
    ended_field: str | None = None
    ended_level: str = "Yes"
    retention: float | None = None
    margin: float = 1.0
    discount_rate: float = 0.12

    def __post_init__(self) -> None:
        """Refuse a retention that is told twice, and rates that cannot be."""
        if not self.discount_rate > 0:
            raise ConfigError(
                "features: 'discount_rate' should be above 0; "
                f"got {self.discount_rate:g}."
            )
        if self.retention is None:
            return
        if self.ended_field is not None:
            raise ConfigError(
                "features: 'retention' should be given, or learned from 'ended_field'; "
                f"got both, {self.retention:g} and '{self.ended_field}'."
            )
        check_retention(self.retention, per_month(self.discount_rate))

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, raw and learned."""
        charge, months = (self.charge_field,), (self.months_field,)
        raw = (
            Column(CHARGE, "money/month", "what the contract costs", charge),
            Column(MONTHS, "months", "months of the contract so far", months),
        )
        needs = (self.charge_field, self.ended_field or "retention")
        value = (Column("clv_contract", "money", "margin yet to come", needs),)
        if self.ended_field is None:
            return raw + value
        ended = (self.ended_field,)
        return (
            *raw,
            Column(ENDED, "0 or 1", "it has ended", ended, "evidence"),
            *value,
        )

    @property
    def learned(self) -> dict[str, Learned]:
        """The value of the contract, where anything is known of retention."""
        money = {"margin": self.margin, "discount_rate": self.discount_rate}
        if self.ended_field is not None:
            return {"clv_contract": RenewalValue(CHARGE, MONTHS, ENDED, **money)}
        if self.retention is not None:
            value = ContractValue(CHARGE, retention=self.retention, **money)
            return {"clv_contract": value}
        return {}

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return one value per customer; NaN where the field is unknown.

        Raises
        ------
        ConfigError
            If the source's customers have no such fields.
        """
        charge = numeric_field(batch, self.charge_field, setting="charge_field")
        months = numeric_field(batch, self.months_field, setting="months_field")
        months = np.where(months < 0, np.nan, months)
        if self.ended_field is None:
            return {CHARGE: charge, MONTHS: months}
        ended = is_level(
            batch, self.ended_field, self.ended_level, setting="ended_field"
        )
        return {CHARGE: charge, MONTHS: months, ENDED: ended}
