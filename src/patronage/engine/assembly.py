"""Rows of whole customers, made the batch that families see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from patronage.batch import CustomerBatch, Units
from patronage.engine.attributes import SINCE, attributes
from patronage.engine.integers import codes, integers
from patronage.engine.scores import pomp
from patronage.ragged import Ragged
from patronage.rows import Rows

if TYPE_CHECKING:
    from patronage.ragged import Values
    from patronage.segments import IntArray

ROWS = ("ledger", "contacts", "events", "feedback")
UNSEEN = {"customer_id", "score", "scale_low", "scale_high", "reversed"}


@dataclass(frozen=True)
class Facts:
    """What all batches of a source share.

    `levels` are the texts of each coded column, in the order of their codes: of the
    ledger by name ("brand"), of other tables with the table's ("events.kind").
    `level_days` are the days on which levels first stood in the ledger, by column.
    `fields` are the declared fields of customers, and `columns` what is to be read of
    each table, beside customer_id; a table that is not named is not read.
    """

    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    units: Units = field(default_factory=Units)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    level_days: Mapping[str, IntArray] = field(default_factory=dict)


def assemble(
    customer_id: np.ndarray,
    tables: Mapping[str, pa.Table],
    counts: Mapping[str, IntArray],
    facts: Facts,
) -> CustomerBatch:
    """Put the rows of these customers together, each table sorted by its key.

    `counts` tells how many rows each customer has in each of `tables`. Of "customers"
    it is at most one, unless its columns begin with `SINCE`: then each row stands from
    that day on, until the customer's next one. Tables that are not in `facts.columns`
    are left out.
    """
    rows = {
        name: _rows(name, tables[name], counts[name], facts)
        for name in ROWS
        if name in facts.columns and name in tables
    }
    nobody = np.zeros(len(customer_id), np.int64)
    registered = counts.get("customers", nobody) > 0
    return CustomerBatch(
        customer_id=customer_id,
        ledger=rows.get("ledger", {}),
        contacts=rows.get("contacts", {}),
        events=rows.get("events", {}),
        feedback=rows.get("feedback", {}),
        attributes=attributes(tables.get("customers"), registered, facts),
        since=_since(tables, counts, facts),
        registered=registered,
        levels=facts.levels,
        level_days=facts.level_days,
        units=facts.units,
    )


def _rows(
    name: str, table: pa.Table, counts: IntArray, facts: Facts
) -> dict[str, Ragged]:
    rows = Rows.of_counts(counts)
    prefix = "" if name == "ledger" else f"{name}."
    values = {
        column: _values(table[column], facts.levels.get(f"{prefix}{column}"))
        for column in facts.columns[name]
        if column in table.column_names and column not in UNSEEN
    }
    if name == "feedback":
        values["pomp"] = pomp(table)
    return {column: Ragged.over(each, rows) for column, each in values.items()}


def _since(
    tables: Mapping[str, pa.Table], counts: Mapping[str, IntArray], facts: Facts
) -> Ragged | None:
    if SINCE not in facts.columns.get("customers", ()):
        return None
    days = integers(tables["customers"][SINCE])
    return Ragged.over(days, Rows.of_counts(counts["customers"]))


def _values(column: pa.ChunkedArray, levels: Sequence[str] | None) -> Values:
    """Codes of texts, which have no levels where all are missing; else numbers."""
    is_text = pa.types.is_dictionary(column.type) or pa.types.is_string(column.type)
    return codes(column, levels or ()) if is_text else integers(column)
