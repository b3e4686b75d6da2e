"""What was bought up to a day, read row group by row group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from patronage import io
from patronage.tables import LEDGER

if TYPE_CHECKING:
    from collections.abc import Hashable


def offers(folder: io.Folder, column: str) -> bool:
    """Say whether the source has transactions with this column."""
    path = folder.path(LEDGER)
    return path.exists() and column in io.columns(path)


@dataclass(frozen=True)
class Purchases:
    """Who bought what on which day: `customer_id`, `column`, `order_day`."""

    folder: io.Folder
    as_of: date
    column: str = "product_id"

    def __iter__(self) -> Iterator[pd.DataFrame]:
        wanted = ("customer_id", self.column, "order_day", "amount")
        for group in io.RowGroups(self.folder.path(LEDGER), wanted):
            until = pc.less_equal(group["order_day"], pa.scalar(self.as_of))
            paid = pc.greater(group["amount"], 0)
            known = pc.is_valid(group[self.column])
            kept = group.filter(pc.and_(pc.and_(until, paid), known))
            days = kept["order_day"].cast(pa.int32())
            yield (
                kept.drop_columns(["amount", "order_day"])
                .append_column("order_day", days)
                .to_pandas()
            )

    def pairs(self, since: date) -> pd.DataFrame:
        """Who bought what after a day: each customer and thing once."""
        after = (since - date(1970, 1, 1)).days
        key: list[Hashable] = ["customer_id", self.column]
        each = [
            rows.loc[rows["order_day"] > after, key].drop_duplicates() for rows in self
        ]
        empty = pd.DataFrame({name: [] for name in key}, dtype="str")
        found = pd.concat([empty, *each], ignore_index=True)
        return found.drop_duplicates(ignore_index=True)
