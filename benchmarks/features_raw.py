"""The raw columns of the three families, from the ledger, as a stream.

It goes to Parquet where a place is given for it.
"""

from collections import deque
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.features_work import Task, timed
from patronage.engine import LedgerFiles, LocalEngine
from patronage.features import (
    BehaviouralFeatures,
    LoyaltyFeatures,
    Snapshot,
    ValueFeatures,
    describe,
    needed_columns,
    snapshots,
)
from patronage.io import Folder, stream
from patronage.io import write as write_table
from patronage.tables import RAW_FEATURES

MONTH_DAYS = 30
HORIZON_DAYS = 90
EPOCH = date(1970, 1, 1)


def panel(task: Task, files: LedgerFiles) -> list[Snapshot]:
    """As many days as asked for, a month apart; the last is the task's own."""
    last = EPOCH + timedelta(days=task.as_of)
    months = reversed(range(task.snapshots))
    return snapshots(
        [str(last - timedelta(days=MONTH_DAYS * ago)) for ago in months],
        files.metadata,
        window_days=task.window,
        horizon_days=HORIZON_DAYS,
    )


def write(task: Task) -> None:
    """Describe batch after batch, and keep none."""
    families = {
        "behavioural": BehaviouralFeatures(),
        "loyalty": LoyaltyFeatures(focal_brand=task.brand),
        "value": ValueFeatures(),
    }
    folder = Folder(Path(task.data), "csv")
    files = LedgerFiles(folder, needed_columns(families))
    function = partial(describe, families=families, days=panel(task, files))
    frames = LocalEngine(n_jobs=task.n_jobs)(files, function)
    if not task.out:
        deque(frames, maxlen=0)
        return
    made = write_table(RAW_FEATURES, stream(RAW_FEATURES, frames), folder)
    made.replace(task.out)


if __name__ == "__main__":
    timed(write)
