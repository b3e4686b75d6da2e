"""What order lines show of attachment: k of n, per customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.errors import ConfigError
from patronage.features import periods
from patronage.features.marks import count

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]
Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]


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
        "focal_lines": count(brand.apply(np.equal, code)),
        "branded_lines": count(brand.apply(np.greater_equal, 0)),
    }


def price(bought: CustomerBatch) -> Values:
    """Lines without a discount among those that have a price."""
    discount, amount = bought["discount"], bought["amount"]
    return {
        "full_price_lines": count(discount.apply(_at_full_price, amount)),
        "priced_lines": count(discount.apply(_priced, amount)),
    }


def returns(batch: CustomerBatch) -> Values:
    """Returned lines among all, bought or returned."""
    returned = batch["is_return"]
    return {
        "returned_lines": count(returned.apply(np.not_equal, 0)),
        "all_lines": returned.counts.astype(np.float64),
    }


def _priced(discount: Numbers, amount: Numbers) -> Marks:
    return (amount > 0) | (discount > 0)


def _at_full_price(discount: Numbers, amount: Numbers) -> Marks:
    return (amount > 0) & (discount == 0)
