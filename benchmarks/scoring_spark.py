"""The same customers, scored by Spark through `mapInPandas`.

`python -m benchmarks.scoring_spark '{...}'` takes a task, as `scoring_work` does.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from benchmarks.scoring_work import BATCH, Task, batches, scorer, written
from patronage.engine.then import Then
from patronage.engine.wire import Wire


def save(task: Task, wire: Wire) -> str:
    """Write the features for Spark to read, in many files."""
    folder = Path(task.folder, "features")
    folder.mkdir()
    for number, batch in enumerate(batches(task.customers)):
        table = pa.Table.from_batches([wire.pack(batch)])
        pq.write_table(table, folder / f"{number:06d}.parquet")
    return str(folder)


def read(path: Path, wire: Wire) -> Iterator[pd.DataFrame]:
    """Read what Spark wrote, in order."""
    for part in sorted(path.glob("part-*.parquet")):
        with pq.ParquetFile(part) as file:
            for batch in file.iter_batches(BATCH):
                yield wire.unpack(pa.Table.from_batches([batch]))


def main(task: Task) -> None:
    """Score by Spark, and print the SHA-256 of the table."""
    score, empty = scorer(), next(batches(BATCH)).head(0)
    then = Then(score, Wire(empty), Wire(score(empty)))
    out = Path(task.folder, "scored")
    with SparkSession.builder.master("local[2]").getOrCreate() as session:
        features = session.read.parquet(save(task, then.before))
        kinds = from_arrow_schema(then.after.schema)
        scored = features.mapInPandas(then.frames, kinds)
        scored.orderBy("customer_id").write.parquet(str(out))
    digest = written(read(out, then.after), task.folder)
    print(json.dumps({"sha256": digest}))


if __name__ == "__main__":
    main(Task(**json.loads(sys.argv[1])))
