"""Which of the products launched lately a customer takes up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from patronage.errors import ConfigError
from patronage.schema import Column
from patronage.shrinkage import ShrunkShare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray, IntArray

    Values = dict[str, FloatArray]

NEEDS = ("order_day", "product_id")


@dataclass(frozen=True, kw_only=True)
class NewProductFeatures:
    """Count the new products that customers could buy, and those that they bought.

    A product is new for `new_days` from the day of its first order by anybody, if that
    day lies after the ledger's first `settling_days`: of products sold before, nobody
    knows when they were launched. A customer is offered those launched since his own
    first purchase.
    """

    new_days: int = 365
    settling_days: int = 90

    columns: ClassVar[tuple[Column, ...]] = (
        Column(
            "new_products_offered",
            "products",
            "products launched while he was a customer",
            NEEDS,
            "evidence",
        ),
        Column(
            "new_products_taken",
            "products",
            "of these, products bought",
            NEEDS,
            "evidence",
        ),
        Column("new_product_uptake", "share", "new products taken up", NEEDS),
    )
    learned: ClassVar[dict[str, Learned]] = {
        "new_product_uptake": ShrunkShare("new_products_taken", "new_products_offered")
    }

    def __post_init__(self) -> None:
        """Refuse products that are never new, and a time to settle below none."""
        for name, least in (("new_days", 1), ("settling_days", 0)):
            if getattr(self, name) < least:
                raise ConfigError(
                    f"features: '{name}' should be {least} or more; got "
                    f"{getattr(self, name)}."
                )

    def __call__(self, batch: CustomerBatch) -> Values:
        """Return the counts; NaN offered and 0 taken for those who never bought."""
        if "product_id" not in batch.level_days or not batch.has("product_id"):
            return {}
        launched = batch.level_days["product_id"]
        is_new = self._is_new(batch, launched)
        return {
            "new_products_offered": _offered(batch, np.sort(launched[is_new])),
            "new_products_taken": _taken(batch, launched, is_new),
        }

    def _is_new(self, batch: CustomerBatch, launched: IntArray) -> NDArray[np.bool_]:
        kept_since = batch.as_of - batch.observed_days + 1
        least = max(batch.as_of - self.new_days + 1, kept_since + self.settling_days)
        is_new: NDArray[np.bool_] = (launched >= least) & (launched <= batch.as_of)
        return is_new


def _offered(batch: CustomerBatch, launches: IntArray) -> FloatArray:
    """Count the launches, ascending, on a customer's first day or later."""
    later = len(launches) - np.searchsorted(launches, batch.first_day)
    return np.where(np.isnan(batch.first_day), np.nan, later)


def _taken(
    batch: CustomerBatch, launched: IntArray, is_new: NDArray[np.bool_]
) -> FloatArray:
    """Count the distinct products bought that were offered."""
    bought = batch.history.purchases["product_id"]
    # a product without a code stands last, and is not new
    new = np.append(is_new, False)[bought.values]
    offered = np.append(launched, 0)[bought.values] >= batch.first_day[bought.owner]
    return bought.where(new & offered).count_distinct().astype(np.float64)
