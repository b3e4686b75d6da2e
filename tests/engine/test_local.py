import threading

import pandas as pd
import pytest

from patronage.engine import LedgerFiles, LocalEngine
from patronage.errors import ConfigError
from patronage.features import (
    AttributeFeatures,
    BehaviouralFeatures,
    LoyaltyFeatures,
    ValueFeatures,
    describe,
    needed_columns,
    snapshots,
    with_fields,
)
from tests.engine.shops import Person, Shop

MANY = {
    f"{i:03d}": Person(orders=[(f"o{i}", 1 + i % 9, i, 1, "Own", None)] * (i % 4 + 1))
    for i in range(50)
}


FAMILIES = {
    "attributes": AttributeFeatures(),
    "behavioural": BehaviouralFeatures(),
    "loyalty": LoyaltyFeatures(focal_brand="Own"),
    "value": ValueFeatures(),
}


def features(folder, **settings) -> pd.DataFrame:
    files = LedgerFiles(folder, needed_columns(FAMILIES))
    families = with_fields(FAMILIES, files.fields)
    days = snapshots("2017-01-06", files.metadata, window_days=365, horizon_days=3)
    engine = LocalEngine(**settings)
    parts = engine(files, lambda batch: describe(batch, families, days))
    return pd.concat(parts, ignore_index=True)


def seen(batch) -> list[tuple]:
    return list(zip(batch.customer_id, batch["amount"].sum().tolist(), strict=True))


@pytest.mark.parametrize("n_jobs", [1, 2, 7])
@pytest.mark.parametrize("batch_rows", [1, 3, 1000])
def test_any_number_of_jobs_and_batches_gives_the_same_in_order(n_jobs, batch_rows):
    engine = LocalEngine(n_jobs=n_jobs, batch_rows=batch_rows)
    with Shop(MANY).on_disk() as folder:
        found = [row for part in engine(LedgerFiles(folder), seen) for row in part]
    assert found == [(f"{i:03d}", i * (i % 4 + 1)) for i in range(50)]


@pytest.mark.parametrize("batch_rows", [1, 3])
def test_features_are_the_same_bits_in_any_batches(folder, batch_rows):
    one = features(folder, n_jobs=1, batch_rows=1000)
    other = features(folder, n_jobs=2, batch_rows=batch_rows)
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_the_number_of_batches_is_known_beforehand(folder):
    engine = LocalEngine(batch_rows=3)
    files = LedgerFiles(folder)
    assert engine.n_batches(files) == len(list(engine(files, len)))


def test_no_more_is_made_than_somebody_asks_for():
    called = threading.Semaphore(0)

    def function(_) -> None:
        called.release()

    with Shop(MANY).on_disk() as folder:
        results = LocalEngine(n_jobs=2, batch_rows=1)(LedgerFiles(folder), function)
        next(results)
        results.close()
    made = 0
    while called.acquire(blocking=False):
        made += 1
    assert 1 <= made <= 4


def test_an_error_in_a_batch_is_the_callers(folder):
    def function(batch) -> None:
        raise ConfigError(f"no {len(batch)}.")

    with pytest.raises(ConfigError, match=r"no 1\."):
        list(LocalEngine(batch_rows=1)(LedgerFiles(folder), function))


def test_batches_without_rows_are_refused():
    with pytest.raises(ConfigError, match=r"engine\.batch_rows should be 1 or more"):
        LocalEngine(batch_rows=0)
