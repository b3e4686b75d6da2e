"""Transactions in a DataFrame as a source: a file of order lines, and its contract."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from patronage import ingest, io
from patronage.errors import ConfigError, InputError
from patronage.ingest import OneFile, Value
from patronage.study.known import check_known
from patronage.tables import LEDGER

NEEDED = ("customer_id", "ordered_at", "amount")
MADE = {"order_no", "order_day", "order_hour", "returned_day"}
COLUMNS = tuple(each.name for each in LEDGER.fields if each.name not in MADE)
TEXTS = ("customer_id", "order_id", "product_id", "category", "brand", "channel")
ID_COLUMNS = (*TEXTS, "store", "region")


@dataclass(frozen=True, kw_only=True)
class FrameSource:
    """A frame of order lines, which column is what, and what its numbers mean.

    `columns` maps columns of the ledger to those of the frame; customer_id, ordered_at
    and amount are needed. Times of day need a `time_zone`, unless they carry their own.
    """

    transactions: pd.DataFrame = field(repr=False)
    columns: Mapping[str, str]
    currency: str
    name: str = "frame"
    time_zone: str | None = None

    def __post_init__(self) -> None:
        """Refuse a frame that lacks what it is said to have."""
        self._check_columns()
        if self.transactions.empty:
            raise InputError(f"{self.name}: the frame should have rows; got none.")
        if not pd.api.types.is_datetime64_any_dtype(self._times):
            raise InputError(
                f"{self.name}: '{self.columns['ordered_at']}' should hold times; got "
                f"{self._times.dtype} (pandas.to_datetime makes them)."
            )
        if self._has_time and not (self.time_zone or self._own_zone):
            raise ConfigError(
                f"{self.name}: the times of '{self.columns['ordered_at']}' should have "
                "a zone; got none (give time_zone='Europe/Berlin', or another)."
            )

    def write(self, folder: Path) -> ingest.Source:
        """Write the rows as a file, and return the source that reads it."""
        rows = self._rows()
        path = folder / f"{self.name}-{_digest(rows)}.parquet"
        if not path.exists():
            with io.publish(path) as temporary:
                rows.to_parquet(temporary, index=False)
        zone = self.time_zone or self._own_zone or "UTC"
        return OneFile(
            name=self.name,
            path=str(path),
            format="parquet",
            columns={name: Value(expression=name) for name in map(str, rows)},
            has_time=self._has_time,
            time_zone=zone,
            business_time_zone=zone,
            currency=ingest.Currency(code=self.currency),
        )

    def _rows(self) -> pd.DataFrame:
        """The columns asked for, named as the ledger names them; ids as text."""
        found = {name: self.transactions[of] for name, of in self.columns.items()}
        texts = {name: _text(found[name]) for name in found if name in ID_COLUMNS}
        return pd.DataFrame({**found, **texts}).reset_index(drop=True)

    @property
    def _times(self) -> pd.Series:
        return self.transactions[self.columns["ordered_at"]]

    @property
    def _own_zone(self) -> str | None:
        zone = getattr(self._times.dtype, "tz", None)
        return None if zone is None else str(zone)

    @property
    def _has_time(self) -> bool:
        """Whether any time is more than a day."""
        known = self._times.dropna()
        return self._own_zone is not None or bool((known != known.dt.normalize()).any())

    def _check_columns(self) -> None:
        for name in self.columns:
            check_known(f"{self.name}: a column of the ledger", name, COLUMNS)
        if lacking := [name for name in NEEDED if name not in self.columns]:
            raise ConfigError(
                f"{self.name}: {', '.join(lacking)} should each name a column of the "
                "frame; not given."
            )
        for name, given in self.columns.items():
            self._check_column(name, given)

    def _check_column(self, name: str, given: str) -> None:
        columns = list(self.transactions.columns)
        count = columns.count(given)
        if count == 1:
            return
        found = [str(each) for each in columns]
        close = difflib.get_close_matches(str(given), found, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        raise InputError(
            f"{self.name}: {name} should be one column of the frame; '{given}' is "
            f"there {count} times (found: {', '.join(found)}{hint})."
        )


def _text(values: pd.Series) -> pd.Series:
    """Ids and categories as text, whole numbers without a point; nothing stays so."""
    if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
        values = values.astype("Int64")
    return values.astype("string")


def _digest(rows: pd.DataFrame) -> str:
    """Tell frames apart, so that another frame is not taken for one that was read."""
    total = int(pd.util.hash_pandas_object(rows, index=False).sum())
    return f"{total % 2**64:016x}"
