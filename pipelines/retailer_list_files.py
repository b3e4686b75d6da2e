"""The files of the lists of retailers: what the next day is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from patronage import io, lists
from patronage.io.arrow import table_from
from patronage.tables import RETAILER_LIST
from pipelines import pseudonym_key

if TYPE_CHECKING:
    from collections.abc import Iterator

DECIMALS = 2


@dataclass(frozen=True, kw_only=True)
class RetailerListFiles:
    """Where the lists of a day are kept: one table, and a CSV of each list."""

    folder: io.Folder
    day: str
    scheme: str
    pseudonyms: bool = False

    @property
    def place(self) -> Path:
        """The folder of the lists that people read."""
        return self.folder.file("processed", "lists")

    def previous(self) -> pd.DataFrame | None:
        """Return the rows of the last day before this one, if there is any."""
        last = max((day for day in self._days() if day < self.day), default=None)
        if last is None:
            return None
        return io.read(RETAILER_LIST, self.folder, scheme=f"{self.scheme}.{last}")

    def write(self, rows: pd.DataFrame) -> None:
        """Keep the rows of this day, and write each list for people."""
        table = rows.assign(as_of=pd.Timestamp(self.day)).sort_values("customer_id")
        about = {"scheme": self.scheme, "as_of": self.day}
        kept = f"{self.scheme}.{self.day}"
        io.write(RETAILER_LIST, table, self.folder, scheme=kept, metadata=about)
        for name in ("core", "general", "problem"):
            own = self._readable(rows[rows["list"] == name])
            path = self.place / f"retailer_{name}.{self.day}.csv"
            io.write_csv(path, table_from(own, RETAILER_LIST))

    def _days(self) -> Iterator[str]:
        folder = self.folder.path(RETAILER_LIST, self.scheme).parent
        for path in folder.glob(f"{self.scheme}.*.parquet"):
            yield path.stem.removeprefix(f"{self.scheme}.")

    def _readable(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows as they leave the house: under pseudonyms, if that is asked."""
        if self.pseudonyms:
            key = pseudonym_key.read(self.folder)
            hidden = lists.pseudonyms(rows["customer_id"], key)
            rows = rows.assign(customer_id=hidden)
        numbers = rows.select_dtypes("float").round(DECIMALS)
        return rows.assign(**{str(name): numbers[name] for name in numbers})
