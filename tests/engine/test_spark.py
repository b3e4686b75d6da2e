"""Spark gives what this machine gives: to the bit, from rows in any order."""

import importlib.util
import shutil
import sys
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pytest
from commands import command, places

from patronage import engine, io
from patronage.engine.spark import SparkEngine
from patronage.errors import ConfigError, InputError, QualityError
from patronage.features import (
    ARPUFeatures,
    AttributeFeatures,
    BehaviouralFeatures,
    LifetimeFeatures,
    LoyaltyFeatures,
    NewProductFeatures,
    PointsFeatures,
    ValueFeatures,
    VolumeFeatures,
    describe,
    needed_columns,
    snapshots,
    with_fields,
)
from patronage.tables import FEATURES, LEDGER, RAW_FEATURES

MISSING = [
    name
    for name, found in {
        "pyspark": importlib.util.find_spec("pyspark"),
        "java": shutil.which("java"),
    }.items()
    if not found
]
needs_spark = pytest.mark.skipif(
    bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"
)
FAMILIES = {
    "behavioural": BehaviouralFeatures(),
    "loyalty": LoyaltyFeatures(focal_brand="Private"),
    "value": ValueFeatures(),
    "lifetime": LifetimeFeatures(),
    "volume": VolumeFeatures(),
    "arpu": ARPUFeatures(),
    "points": PointsFeatures(tier_multipliers={500: 1.5}),
    "new_products": NewProductFeatures(settling_days=30),
    "attributes": AttributeFeatures(),
}
KOLKATA = {
    "spark.sql.session.timeZone": "Asia/Kolkata",
    "spark.driver.extraJavaOptions": "-Duser.timezone=Asia/Kolkata",
}


def joined(frames) -> pd.DataFrame:
    return pd.concat(list(frames), ignore_index=True)


def counted(batch) -> pd.DataFrame:
    """Some of all that a batch has."""
    frame = {
        "customer_id": pd.array(batch.customer_id, dtype="str"),
        "rows": batch["amount"].counts,
        "first_amount": batch["amount"].first(),
        "last_brand": batch["brand"].last(),
        "days": batch["order_day"].sum(),
        "registered": batch.registered,
        "contacts": batch.contacts["kind"].counts,
        "redeemed": (batch.events["kind"] if batch.events else batch["brand"]).last(),
        "size": batch.attributes["size"],
    }
    return pd.DataFrame(frame)


@pytest.fixture(scope="module")
def journey(tmp_path_factory) -> io.Folder:
    """Complete Journey, ingested."""
    place = tmp_path_factory.mktemp("spark")
    done = command("ingest", *places(place))
    assert done.returncode == 0, done.stderr
    return io.Folder(place / "data", "complete_journey")


@pytest.fixture(scope="module")
def shuffled(journey) -> pa.Table:
    ledger = io.read_arrow(LEDGER, journey)
    order = np.random.default_rng(0).permutation(len(ledger))
    months = pc.strftime(ledger["order_day"], "%Y-%m")
    return ledger.append_column("month", months).take(order)


def partitioned(table: pa.Table, path, by: list[str]) -> str:
    """Write a table in hive partitions, of several files each."""
    rows = {"max_rows_per_file": 50_000, "max_rows_per_group": 50_000}
    kinds = pa.schema([table.schema.field(name) for name in by])
    hive = ds.partitioning(kinds, flavor="hive")
    ds.write_dataset(table, path, format="parquet", partitioning=hive, **rows)
    return str(path)


@pytest.fixture(scope="module")
def described(journey):
    """Every raw column on two days, as this machine alone makes them."""
    files = engine.LedgerFiles(journey, needed_columns(FAMILIES))
    families = with_fields(FAMILIES, files.fields)
    days = snapshots(
        ["2017-06-30", "2017-10-01"], files.metadata, window_days=180, horizon_days=90
    )
    function = partial(describe, families=families, days=days)
    return (
        files,
        function,
        joined(engine.LocalEngine(batch_rows=99_999)(files, function)),
    )


def parquet(frame: pd.DataFrame, place) -> bytes:
    return io.write(RAW_FEATURES, frame, io.Folder(place, "a")).read_bytes()


@needs_spark
@pytest.mark.slow
@pytest.mark.parametrize(
    ("buckets", "by", "settings"),
    [(3, ["month"], {}), (8, ["brand", "order_hour"], KOLKATA)],
)
def test_shuffled_rows_give_the_same_bytes(
    described, shuffled, tmp_path, buckets, by, settings
):
    files, function, local = described
    ledger = partitioned(shuffled, tmp_path / "lines", by)
    spark = SparkEngine(
        buckets=buckets, batch_rows=70_000, ledger=ledger, settings=settings
    )
    found = joined(spark(files, function))
    pd.testing.assert_frame_equal(found, local, check_exact=True)
    assert parquet(found, tmp_path / "found") == parquet(local, tmp_path / "local")


@needs_spark
@pytest.mark.slow
def test_a_customer_may_be_in_many_record_batches(folder):
    files = engine.LedgerFiles(folder, ("brand", "contacts", "events"))
    whole = joined(engine.LocalEngine()(files, counted))
    small = SparkEngine(buckets=2, batch_rows=1)
    frames = list(small(files, counted))
    pd.testing.assert_frame_equal(joined(frames), whole, check_exact=True)
    assert whole["customer_id"].tolist() == ["ann", "bob", "cyd", "dan"]
    assert [len(frame) for frame in frames] == [1, 1, 1, 1]


@needs_spark
@pytest.mark.slow
def test_an_error_in_a_worker_is_ours_and_nothing_is_left_behind(folder, capfd):
    def fail(batch):
        if len(batch):
            raise QualityError("sums should fit in 64 bits.")
        return counted(batch)

    files = engine.LedgerFiles(folder, ("brand", "contacts"))
    with pytest.raises(QualityError, match=r"^sums should fit in 64 bits\.$"):
        list(SparkEngine(buckets=1)(files, fail))
    assert not list(folder.path(FEATURES).parent.iterdir())
    assert capfd.readouterr() == ("", "")


@needs_spark
@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            {"amount": pa.array([1.5]), "quantity": None},
            r"ledger: 'quantity' is missing\. 'amount' should be bigint; got double",
        ),
        ({"order_day": pa.array(["soon"])}, "Spark cannot read it: .*'soon'"),
        ({"brand": pa.array(["New"])}, "'brand' should have the levels of ingest"),
    ],
)
def test_another_ledger_than_ingest_would_write_is_refused(
    folder, tmp_path, rows, sentence
):
    table = io.read_arrow(LEDGER, folder).slice(0, 1)
    for name, column in rows.items():
        table = table.drop_columns(name)
        table = table if column is None else table.append_column(name, column)
    ds.write_dataset(table, tmp_path / "lines", format="parquet")
    spark = SparkEngine(buckets=1, ledger=str(tmp_path / "lines"))
    files = engine.LedgerFiles(folder, ("brand", "contacts"))
    with pytest.raises(InputError, match=sentence):
        list(spark(files, counted))


@needs_spark
@pytest.mark.slow
def test_without_java_one_sentence_says_so(folder, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(ConfigError, match="engine=spark needs Java 17"):
        list(SparkEngine()(engine.LedgerFiles(folder), counted))


def test_without_pyspark_one_sentence_names_the_extra(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(ConfigError, match=r'pip install "patronage\[spark\]"'):
        list(SparkEngine()(engine.LedgerFiles(folder), counted))


@pytest.mark.parametrize("name", ["buckets", "batch_rows"])
def test_no_buckets_and_no_rows_are_refused(name):
    with pytest.raises(
        ConfigError, match=rf"engine\.{name} should be 1 or more; got 0"
    ):
        SparkEngine(**{name: 0})
