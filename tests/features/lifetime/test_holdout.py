import numpy as np
import pytest
from scipy.stats import spearmanr

from patronage.features.lifetime import BGNBD, ParetoNBD
from patronage.features.lifetime.holdout import compared


def test_measures_by_hand():
    found = compared(np.array([1.0, 2, 3]), np.array([0.0, 4, 4]))
    rank = spearmanr([1, 2, 3], [0, 4, 4]).statistic
    assert found == pytest.approx(
        {
            "total_ratio": 6 / 8,
            "spearman": rank,
            "mae": 4 / 3,
            "foretold": 6,
            "actual": 8,
        }
    )


def test_what_is_not_defined_is_left_out():
    found = compared(np.array([1.0, 1.0]), np.array([0.0, 0.0]))
    assert set(found) == {"mae", "foretold", "actual"}


def test_cdnow_as_published(cdnow, shared_data):
    lines = (shared_data / "cdnow" / "CDNOW_sample.txt").read_text().splitlines()
    days = {tuple(line.split()[1:3]) for line in lines}
    late = [customer for customer, day in days if day > "19970930"]
    actual = np.bincount([int(customer) - 1 for customer in late], minlength=2357)
    foretold = BGNBD().fit(cdnow).expected_purchases(cdnow, 39)
    found = compared(foretold, actual.astype(float))
    assert found["actual"] == 1882
    assert found["total_ratio"] == pytest.approx(1653 / 1882, abs=1e-3)
    assert found["mae"] == pytest.approx(0.78545, abs=1e-4)
    assert np.corrcoef(foretold, actual)[0, 1] == pytest.approx(0.62565, abs=1e-4)
    pareto = compared(ParetoNBD().fit(cdnow).expected_purchases(cdnow, 39), actual)
    assert pareto["total_ratio"] == pytest.approx(0.885, abs=1e-3)
