import pandas as pd
import pytest

from patronage.engine import LedgerFiles, LocalEngine
from patronage.features import (
    BehaviouralFeatures,
    LoyaltyFeatures,
    ValueFeatures,
    describe,
    needed_columns,
    snapshot,
    together,
)

FAMILIES = {
    "behavioural": BehaviouralFeatures(),
    "loyalty": LoyaltyFeatures(focal_brand="Own"),
    "value": ValueFeatures(),
}


def features(folder, **settings) -> pd.DataFrame:
    files = LedgerFiles(folder, needed_columns(FAMILIES))
    day = snapshot("2017-01-06", files.metadata, window_days=365, horizon_days=3)
    parts = LocalEngine(**settings)(files, lambda batch: describe(batch, FAMILIES, day))
    return pd.concat(together(list(parts)), axis=1)


@pytest.mark.parametrize("n_jobs", [1, 2])
@pytest.mark.parametrize("batch_rows", [1, 3])
def test_any_number_of_jobs_and_batches_gives_the_same_bits(folder, n_jobs, batch_rows):
    one = features(folder, n_jobs=1, batch_rows=1000)
    other = features(folder, n_jobs=n_jobs, batch_rows=batch_rows)
    assert one.to_csv() == other.to_csv()


def test_the_number_of_batches_is_known_beforehand(folder):
    engine = LocalEngine(batch_rows=3)
    files = LedgerFiles(folder)
    assert engine.n_batches(files) == len(list(engine(files, len)))
