"""What order lines show of attachment: k of n, per customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.features import periods
from patronage.features.marks import count

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]


def continuity(bought: CustomerBatch) -> Values:
    """Months and days with a purchase, and those in which there could be one."""
    return {
        "active_months": periods.active_months(bought).astype(np.float64),
        "exposed_months": periods.exposed_months(bought),
        "exposure_months": periods.exposure_months(bought),
        "repeat_days": periods.repeat_days(bought),
        "gaps": np.maximum(bought.days.counts - 1, 0).astype(np.float64),
    }


def preference(bought: CustomerBatch, focal_brand: str) -> Values:
    """Lines of the focal brand among those of any.

    Raises
    ------
    ConfigError
        If it is none of the brands that the ledger holds.
    """
    code, brand = bought.code("brand", focal_brand), bought["brand"]
    if code < 0:
        raise ConfigError(
            f"focal_brand should be one of the ledger's brands "
            f"({', '.join(bought.levels['brand'][:5])}); got '{focal_brand}'."
        )
    return {
        "focal_lines": count(brand, brand.values == code),
        "branded_lines": count(brand, brand.values >= 0),
    }


def price(bought: CustomerBatch) -> Values:
    """Lines without a discount among those that have a price."""
    discount = bought["discount"]
    priced = (bought["amount"].values > 0) | (discount.values > 0)
    return {
        "full_price_lines": count(discount, priced & (discount.values == 0)),
        "priced_lines": count(discount, priced),
    }


def returns(batch: CustomerBatch) -> Values:
    """Returned lines among all, bought or returned."""
    returned = batch["is_return"]
    return {
        "returned_lines": count(returned, returned.values != 0),
        "all_lines": returned.counts.astype(np.float64),
    }
