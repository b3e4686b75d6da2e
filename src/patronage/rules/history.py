"""A panel of segments as a matrix: a row per period, a column per customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from patronage.errors import QualityError
from patronage.segments import KEY, UNASSIGNED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from patronage.segments import FloatArray, IntArray


@dataclass(frozen=True, kw_only=True)
class History:
    """What was computed of each customer in each period.

    `raw` is -1 where the customer has no segment or no row; `known` says whether there
    has been a row by then.
    """

    customers: pd.Index
    days: pd.Index
    raw: IntArray
    value: FloatArray
    known: NDArray[np.bool_]

    @classmethod
    def of(cls, panel: pd.DataFrame) -> Self:
        """Lay a panel out: `customer_id`, `as_of`, `segment`, `value` if it has one.

        Raises
        ------
        QualityError
            If a customer has two rows in a period.
        """
        if twice := int(panel.duplicated(KEY).sum()):
            raise QualityError(
                f"panel: each customer should have one row a period; got {twice} more."
            )
        customer, customers = pd.factorize(panel["customer_id"], sort=True)
        period, days = pd.factorize(panel["as_of"], sort=True)
        shape, here = (len(days), len(customers)), (period, customer)
        raw, value = np.full(shape, UNASSIGNED, np.int64), np.full(shape, np.nan)
        seen = np.zeros(shape, dtype=bool)
        raw[here], seen[here] = panel["segment"].to_numpy(np.int64), True
        if "value" in panel:
            value[here] = panel["value"].to_numpy(np.float64)
        return cls(
            customers=pd.Index(customers),
            days=pd.Index(days),
            raw=raw,
            value=value,
            known=np.maximum.accumulate(seen, axis=0),
        )

    def told(self, official: IntArray, reason: NDArray[np.str_]) -> pd.DataFrame:
        """Return the audit trail: a row per customer and period, none left out.

        `segment` is the official one, as a table `segments` would hold it.
        """
        periods = len(self.days)
        return pd.DataFrame(
            {
                "customer_id": self.customers.repeat(periods),
                "as_of": np.tile(self.days.to_numpy(), len(self.customers)),
                "segment": official.T.ravel(),
                "raw": self.raw.T.ravel(),
                "official": official.T.ravel(),
                "reason": pd.array(reason.T.ravel(), dtype="str"),
                "value": self.value.T.ravel(),
            }
        )
