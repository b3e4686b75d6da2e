"""From raw files to the ledger and the tables beside it, all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from patronage import ingest, io
from patronage.errors import MemoryShortError
from patronage.study import intake
from patronage.study.forgotten import read_forgotten
from patronage.tables import DATA_QUALITY

Working = Callable[[str], AbstractContextManager[Any]]


def ingest_source(
    source: ingest.Source,
    folder: io.Folder,
    *,
    n_jobs: int,
    working: Working = nullcontext,
) -> ingest.Accounting:
    """Write the tables of a source, and say what became of every row.

    `working` is entered while rows are read. Who is on the source's list of the
    forgotten is left out. The caller holds the folder's lock. Should memory run out it
    is tried once more with one thread, which needs less.
    """
    try:
        return _ingested(source, folder, n_jobs=n_jobs, working=working)
    except MemoryShortError:
        if n_jobs == 1:
            raise
        return _ingested(source, folder, n_jobs=1, working=working)


def _ingested(
    source: ingest.Source, folder: io.Folder, *, n_jobs: int, working: Working
) -> ingest.Accounting:
    forget = read_forgotten(folder)
    with (
        io.publish_folder(folder, "interim") as new,
        io.connect(threads=n_jobs, temp=new.data / "spill") as connection,
    ):
        with working(f"ingesting {source.name}"):
            inputs = intake.register(connection, source, folder, new.data / "scratch")
            plans = ingest.stage(connection, source, forget)
            io.check_unchanged(inputs)
            io.keep_rows(connection, inputs, ingest.cast_table(plans[0]))
            notes = intake.notes(inputs, folder)
            accounting = ingest.account(connection, source, plans, notes)
        for output in ingest.tables(connection, source, plans, accounting):
            io.write(output.schema, output.table, new, metadata=output.metadata)
        io.write(DATA_QUALITY, ingest.measure(connection, source, plans), new)
        intake.write(accounting, new)
        io.check_unchanged(inputs)
    return accounting
