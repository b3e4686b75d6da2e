"""Batches of whole customers, read from the ledger's files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from patronage import io
from patronage.batch import CustomerBatch, Units
from patronage.errors import InputError
from patronage.ragged import Ragged
from patronage.tables import CONTACTS, CUSTOMERS, EVENTS, LEDGER, LEVELS, SPANS

if TYPE_CHECKING:
    from patronage.segments import IntArray

RETURNS = ("is_return", "returned_day")
ALWAYS = ("order_day", "order_id", "quantity", "amount", *RETURNS)
Rows = Mapping[str, Ragged]


@dataclass(frozen=True)
class LedgerFiles:
    """The tables of one source, opened for reading by ranges of customers.

    `columns` are the ledger columns that families need, beside those always read;
    the names "contacts" and "events" stand for the tables.
    """

    folder: io.Folder
    columns: tuple[str, ...] = ()

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """What ingest noted in the ledger: scales, zone, first and last day.

        Raises
        ------
        InputError
            If the source has customers and no ledger.
        """
        path = self.folder.path
        if path(CUSTOMERS).exists() and not path(LEDGER).exists():
            raise InputError(
                "features are made of transactions; source "
                f"'{self.folder.source}' has customers and no ledger."
            )
        return io.metadata(LEDGER, self.folder)

    @cached_property
    def customer_id(self) -> np.ndarray:
        """Everybody with a row in the ledger or in the table of customers, in order."""
        return np.union1d(self._spans.index.to_numpy(object), self._customers.index)

    @cached_property
    def offsets(self) -> IntArray:
        """Where each customer's ledger rows begin, and where the last one's end."""
        n_rows = self._spans.reindex(self.customer_id, fill_value=0).to_numpy()
        return np.concatenate(([0], np.cumsum(n_rows, dtype=np.int64)))

    def ranges(self, batch_rows: int) -> Iterator[tuple[int, int]]:
        """Cut the customers into ranges of about `batch_rows` ledger rows each.

        Nor has a range more customers than that, who may have no rows at all.
        """
        first = 0
        while first < len(self.customer_id):
            until = self.offsets[first] + batch_rows
            last = int(np.searchsorted(self.offsets, until, side="right")) - 1
            last = max(min(last, first + batch_rows), first + 1)
            yield first, last
            first = last

    def batch(self, first: int, last: int) -> CustomerBatch:
        """Read the customers from `first` to before `last`, with all their rows."""
        ids = self.customer_id[first:last]
        offsets = self.offsets[first : last + 1]
        return CustomerBatch(
            customer_id=ids,
            ledger=self._ledger(offsets),
            contacts=_aligned(self._contacts, ids),
            events=_aligned(self._events, ids),
            attributes={name: v[first:last] for name, v in self._attributes.items()},
            registered=self._registered[first:last],
            levels=self.levels,
            units=self._units,
        )

    @cached_property
    def levels(self) -> dict[str, tuple[str, ...]]:
        """Levels by text column, in the order of their codes."""
        table = io.read(LEVELS, self.folder)
        grouped = table.groupby("column", sort=True)["level"]
        kinds = {"events.kind": tuple(sorted(set(self._event_kinds)))}
        return {str(name): tuple(levels) for name, levels in grouped} | kinds

    @cached_property
    def _spans(self) -> pd.Series[int]:
        return io.read(SPANS, self.folder).set_index("customer_id")["n_rows"]

    @cached_property
    def _customers(self) -> pd.DataFrame:
        if not self.folder.path(CUSTOMERS).exists():
            return pd.DataFrame(index=pd.Index([], dtype="str"))
        return io.read(CUSTOMERS, self.folder).set_index("customer_id")

    @cached_property
    def fields(self) -> dict[str, dict[str, Any]]:
        """Declared fields of the customer table: kind, levels, sensitive ..."""
        if not self.folder.path(CUSTOMERS).exists():
            return {}
        return json.loads(io.metadata(CUSTOMERS, self.folder).get("fields", "{}"))

    @cached_property
    def _attributes(self) -> dict[str, Any]:
        customers = self._customers.reindex(self.customer_id)
        return {
            name: _typed(customers[name], self.fields.get(name, {})).array
            for name in self._customers.columns
        }

    @cached_property
    def _registered(self) -> np.ndarray:
        return np.isin(self.customer_id, self._customers.index.to_numpy(object))

    @cached_property
    def _units(self) -> Units:
        money, quantity = (
            10 ** int(self.metadata[name]) for name in ("money_scale", "quantity_scale")
        )
        return Units(money=money, quantity=quantity)

    @cached_property
    def _contacts(self) -> pd.DataFrame | None:
        if "contacts" not in self.columns or not self.folder.path(CONTACTS).exists():
            return None
        table = io.read(CONTACTS, self.folder)
        return table.assign(kind=pd.factorize(table["kind"], sort=True)[0])

    @cached_property
    def _event_kinds(self) -> list[str]:
        if "events" not in self.columns or not self.folder.path(EVENTS).exists():
            return []
        return io.read(EVENTS, self.folder, columns=["kind"])["kind"].tolist()

    @cached_property
    def _events(self) -> pd.DataFrame | None:
        if not self._event_kinds:
            return None
        table = io.read(EVENTS, self.folder)
        return table.assign(kind=pd.factorize(table["kind"], sort=True)[0])

    @cached_property
    def _ledger_columns(self) -> list[str]:
        found = io.columns(self.folder.path(LEDGER))
        wanted = dict.fromkeys((*ALWAYS, *self.columns))
        return [name for name in wanted if name in found]

    def _ledger(self, offsets: IntArray) -> dict[str, Ragged]:
        start, stop = int(offsets[0]), int(offsets[-1])
        path: Path = self.folder.path(LEDGER)
        table = io.read_rows(path, start, stop, self._ledger_columns)
        return {
            name: Ragged(_integers(column, self.levels.get(name)), offsets - start)
            for name, column in zip(table.column_names, table.columns, strict=True)
        }


def _integers(column: pa.ChunkedArray, levels: Sequence[str] | None) -> np.ndarray:
    """Whole numbers for a ledger column: codes, days, counts or minor units."""
    if pa.types.is_dictionary(column.type):
        return _codes(column, levels)
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    missing = -1 if pa.types.is_int8(column.type) else 0
    return pc.fill_null(column.cast(pa.int64()), missing).to_numpy()


def _codes(column: pa.ChunkedArray, levels: Sequence[str] | None) -> np.ndarray:
    """Codes of the whole ledger's levels; without levels, of this batch alone.

    Only columns that are counted distinct (order_id) are left without levels.
    """
    whole = column.unify_dictionaries().combine_chunks()
    codes = pc.fill_null(whole.indices, -1).to_numpy().astype(np.int64)
    if levels is None:
        return codes
    texts = whole.dictionary.to_numpy(zero_copy_only=False)
    places = pd.Index(list(levels), dtype=object).get_indexer(texts)
    return np.append(places, -1)[codes]


def _aligned(table: pd.DataFrame | None, ids: np.ndarray) -> Rows:
    """The rows of these customers, table order kept; who has none has none."""
    if table is None:
        return {}
    owner = table["customer_id"].to_numpy(object)
    table = table[np.isin(owner, ids)]
    place = pd.Index(ids).get_indexer(table["customer_id"].to_numpy(object))
    counts = np.bincount(place, minlength=len(ids))
    offsets = np.concatenate(([0], np.cumsum(counts)))
    days = table.columns[table.columns.str.endswith("_day")]
    values = {day: table[day].to_numpy("datetime64[D]").astype(int) for day in days}
    values["kind"] = table["kind"].to_numpy(np.int64)
    return {name: Ragged(rows, offsets) for name, rows in values.items()}


def _typed(values: pd.Series[Any], declared: Mapping[str, Any]) -> pd.Series[Any]:
    kind = declared.get("kind", "categorical")
    if kind == "numeric":
        return values.astype("float64")
    levels = declared.get("levels") or sorted(values.dropna().unique())
    return values.astype(pd.CategoricalDtype(levels, ordered=kind == "ordinal"))
