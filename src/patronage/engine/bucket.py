"""One bucket of customers: their rows come in, sorted, and frames go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patronage.engine.assembly import Facts, assemble
from patronage.engine.carried import CarriedError
from patronage.engine.cutting import whole_customers
from patronage.engine.ledger_checks import check_ids, check_ledger
from patronage.engine.wire import Wire

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from patronage.batch import CustomerBatch

POPULATION = ("ledger", "customers")


@dataclass(frozen=True)
class Bucket:
    """Call a function on the customers of a stream, batch by batch.

    A row of the stream belongs to one table: its `tag` is the table's place in
    `facts.columns`, and its values stand in the columns "<table>_0" and so on, in the
    order given there. Rows are sorted by customer_id, tag and the table's key. Memory
    is bounded by `batch_rows`, and by the rows of one customer.
    """

    function: Callable[[CustomerBatch], pd.DataFrame]
    facts: Facts
    batch_rows: int

    def empty(self, rows: pa.Table) -> pd.DataFrame:
        """Return what the function says of nobody: the shape of its frames."""
        return self.function(batch_of(rows.slice(0, 0), self.facts))

    def frames(
        self, stream: Iterator[pa.RecordBatch], wire: Wire
    ) -> Iterator[pa.RecordBatch]:
        """Yield the function's frame for each batch, packed.

        Raises
        ------
        CarriedError
            If anything goes wrong, so that the other side can tell what.
        """
        try:
            for table in whole_customers(stream, self.batch_rows):
                batch = batch_of(table, self.facts)
                if len(batch):
                    yield wire.pack(self.function(batch))
        except Exception as error:
            raise CarriedError(error) from error


def batch_of(rows: pa.Table, facts: Facts) -> CustomerBatch:
    """Return the customers of a piece of the stream.

    Only those who are in the ledger or in the table of customers are counted in.

    Raises
    ------
    InputError
        If the ledger's rows are not what ingest would have let pass.
    """
    check_ids(rows["customer_id"])
    ids = rows["customer_id"].combine_chunks().dictionary_encode()
    owner = ids.indices.to_numpy()
    tag = rows["tag"].to_numpy()
    of = {name: tag == place for place, name in enumerate(facts.columns)}
    nobody = np.zeros(len(ids.dictionary), np.int64)
    counts = {
        name: np.bincount(owner[mine], minlength=len(nobody))
        for name, mine in of.items()
    }
    known = sum((counts.get(name, nobody) for name in POPULATION), nobody) > 0
    tables = {
        name: _table(rows.filter(mine & known[owner]), name, facts.columns[name])
        for name, mine in of.items()
    }
    who = ids.dictionary.to_numpy(zero_copy_only=False)[known]
    kept = {name: values[known] for name, values in counts.items()}
    batch = assemble(who, tables, kept, facts)
    check_ledger(tables.get("ledger"), batch)
    return batch


def _table(rows: pa.Table, name: str, columns: Sequence[str]) -> pa.Table:
    places = [f"{name}_{place}" for place in range(len(columns))]
    return rows.select(places).rename_columns(list(columns))
