"""Batches of whole customers from Spark, for ledgers too large for one machine."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from patronage import io
from patronage.engine.bucket import Bucket
from patronage.engine.carried import plain_error
from patronage.engine.cutting import whole_customers
from patronage.engine.shuffle import paths, shuffled
from patronage.engine.then import Then
from patronage.engine.wire import POSITION, Wire
from patronage.errors import ConfigError
from patronage.tables import FEATURES

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

    from patronage.batch import CustomerBatch
    from patronage.engine.ledger import LedgerFiles

LOOPBACK = "127.0.0.1"
RECORDS = 65_536


@dataclass(frozen=True, kw_only=True)
class SparkEngine:
    """Call a function on customers whom Spark has brought together.

    The rows of all tables go through one shuffle into `buckets` by customer; a worker
    sorts its bucket as the files of ingest are sorted, and goes through it in batches
    of about `batch_rows` rows. Results are those of `LocalEngine` to the bit, for any
    number of buckets.

    `ledger` is a Parquet file or folder (hive partitions too) with the columns of the
    ledger that ingest wrote; without it, that one is read. `memory` is the heap of each
    Java process, and `settings` are Spark's own, by name.
    """

    buckets: int = 8
    batch_rows: int = 250_000
    master: str = "local[*]"
    memory: str = "2g"
    ledger: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse no buckets, and batches without rows."""
        for name in ("buckets", "batch_rows"):
            if getattr(self, name) < 1:
                raise ConfigError(
                    f"engine.{name} should be 1 or more; got {getattr(self, name)}."
                )

    def __call__(
        self, files: LedgerFiles, function: Callable[[CustomerBatch], pd.DataFrame]
    ) -> Iterator[pd.DataFrame]:
        """Yield the function's frames, customers in order.

        The function's frames have a column customer_id and the same columns for every
        batch, also for one without customers.

        Raises
        ------
        ConfigError
            If PySpark or Java is missing.
        InputError
            If `ledger` does not hold what ingest's has.
        """
        return self._frames(files, function)

    def mapped(
        self,
        files: LedgerFiles,
        function: Callable[[CustomerBatch], pd.DataFrame],
        then: Callable[[pd.DataFrame], pd.DataFrame],
    ) -> Iterator[pd.DataFrame]:
        """Yield what `then` makes of the function's frames, by `mapInPandas`.

        Both give the same columns for every batch, also for one without customers, and
        `then` a row for each row; raises what calling raises.
        """
        return self._frames(files, function, then)

    def n_batches(self, files: LedgerFiles) -> None:
        """Say that nobody knows beforehand how many frames there will be."""

    def _frames(
        self,
        files: LedgerFiles,
        function: Callable[[CustomerBatch], pd.DataFrame],
        then: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    ) -> Iterator[pd.DataFrame]:
        if not files.facts.columns:
            return
        bucket = Bucket(function, files.facts, self.batch_rows)
        with _scratch(files) as scratch:
            with _session(self._conf(scratch), scratch) as session:
                reader = session.read.option("mergeSchema", "true")
                tables = {
                    n: reader.parquet(p) for n, p in paths(files, self.ledger).items()
                }
                rows = shuffled(tables, files.facts.columns, self.buckets)
                empty = bucket.empty(rows.limit(0).toArrow())
                wire = Wire(empty)
                described = _described(rows, bucket, wire)
                if then is not None:
                    wire = Wire(then(empty))
                    described = _mapped(described, Then(then, Wire(empty), wire))
                _write(described, scratch / "described")
            stream = _stream(scratch / "described", self._records)
            yield from map(wire.unpack, whole_customers(stream, self.batch_rows))

    @property
    def _records(self) -> int:
        """How many rows come from Spark at a time."""
        return min(self.batch_rows, RECORDS)

    def _conf(self, scratch: Path) -> dict[str, str]:
        here = self.master.startswith("local")
        addresses = ("spark.driver.bindAddress", "spark.driver.host")
        return {
            "spark.app.name": "patronage",
            "spark.master": self.master,
            "spark.driver.memory": self.memory,
            "spark.executor.memory": self.memory,
            "spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "spark.local.dir": str(scratch / "spilled"),
            "spark.sql.ansi.enabled": "true",
            "spark.sql.caseSensitive": "true",
            "spark.sql.execution.arrow.maxRecordsPerBatch": str(self._records),
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.shuffle.partitions": str(self.buckets),
            "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
            "spark.sql.warehouse.dir": str(scratch / "warehouse"),
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            **(dict.fromkeys(addresses, LOOPBACK) if here else {}),
            **self.settings,
        }


def _described(rows: DataFrame, bucket: Bucket, wire: Wire) -> DataFrame:
    from pyspark.sql.pandas.types import from_arrow_schema

    work = partial(bucket.frames, wire=wire)
    return rows.mapInArrow(work, from_arrow_schema(wire.schema))


def _mapped(described: DataFrame, then: Then) -> DataFrame:
    from pyspark.sql.pandas.types import from_arrow_schema

    return described.mapInPandas(then.frames, from_arrow_schema(then.after.schema))


def _write(described: DataFrame, path: Path) -> None:
    from pyspark import StorageLevel

    # Ordering looks at its input twice: kept, so that customers are described once.
    kept = described.persist(StorageLevel.DISK_ONLY)
    kept.orderBy("customer_id", POSITION).write.parquet(str(path))


def _stream(path: Path, rows: int) -> Iterator[Any]:
    for part in sorted(path.glob("part-*.parquet")):
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches(rows)


@contextmanager
def _scratch(files: LedgerFiles) -> Iterator[Path]:
    """A folder beside the source's tables, without what a killed process left in it.

    Processes take turns: some only read the source, and hold no lock of it.
    """
    folder = files.folder.path(FEATURES).parent / ".spark"
    with io.lock(
        files.folder.lock.with_name(f".{files.folder.source}.spark.lock"), wait=True
    ):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _session(conf: Mapping[str, str], scratch: Path) -> Iterator[SparkSession]:
    """Start Spark, and stop it; its errors become ours."""
    try:
        from py4j.protocol import Py4JError
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ConfigError(
            'engine=spark needs PySpark: `pip install "patronage[spark]"`.'
        ) from error
    settings = SparkConf().setAll(list(conf.items()))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with _java(settings, scratch / "log.txt") as gateway, warnings.catch_warnings():
        for known in ("PySpark does not yet", "Unable to cleanly shutdown"):
            warnings.filterwarnings("ignore", known)
        try:
            with _our_interruption():
                context = SparkContext(gateway=gateway, conf=settings)
            with SparkSession(context) as session:
                yield session
        except (PySparkException, Py4JError) as error:
            raise plain_error(error) from error


@contextmanager
def _our_interruption() -> Iterator[None]:
    """Take back what Spark sets for Ctrl-C, where it does."""
    ours = signal.getsignal(signal.SIGINT)
    yield
    if signal.getsignal(signal.SIGINT) is not ours:
        signal.signal(signal.SIGINT, ours)


@contextmanager
def _java(settings: Any, log: Path) -> Iterator[Any]:
    """Start a Java process whose noise goes into a file, and end it."""
    from pyspark import SparkContext
    from pyspark.errors import PySparkRuntimeError
    from pyspark.java_gateway import launch_gateway

    try:
        with log.open("wb") as file:
            gateway = launch_gateway(settings, {"stdout": file, "stderr": file})
    except (PySparkRuntimeError, OSError) as error:
        said = log.read_text(errors="replace").strip().partition("\n")[0]
        raise ConfigError(
            f"engine=spark needs Java 17 or newer, which did not start: {said}"
        ) from error
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()
        SparkContext._gateway = SparkContext._jvm = None
