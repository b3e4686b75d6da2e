"""The raw columns in vectorised pandas, from the unsorted file.

The code is the tests' oracle, `tests/features/oracle.py`: whole columns, `groupby` and
`merge`, texts as categories, money as whole cents, and no loop over customers.
"""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.features_work import Task, timed
from tests.features.oracle import World
from tests.features.oracle_table import describe

TEXTS = ["category", "brand", "store"]
CENTS = ("amount", "discount")


def read(path: str) -> pd.DataFrame:
    """Order lines with days, hours, cents, and texts as categories."""
    table = pq.read_table(path, read_dictionary=TEXTS, use_threads=False)
    frame = table.drop(["ordered_at", *CENTS]).to_pandas(use_threads=False)
    at = table["ordered_at"]
    frame["order_day"] = pc.cast(pc.cast(at, pa.date32()), pa.int32()).to_numpy()
    frame["order_hour"] = pc.hour(at).to_numpy()
    for name in CENTS:
        units = pc.cast(table[name], pa.float64()).to_numpy()
        frame[name] = (units * 100).round().astype("int64")
    return frame


def write(task: Task) -> None:
    """Describe all customers at once."""
    world = World(
        ledger=read(task.rows),
        as_of=task.as_of,
        window_days=task.window,
        money=100,
        focal_brand=task.brand,
    )
    describe(world).to_parquet(task.out)


if __name__ == "__main__":
    timed(write)
