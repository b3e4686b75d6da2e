import numpy as np
import pytest

from patronage.features.regularity import clumpiness
from patronage.ragged import Ragged


@pytest.mark.parametrize(
    ("n_periods", "n", "critical"),
    [
        (30, 2, 0.524),
        (30, 3, 0.407),
        (30, 5, 0.289),
        (30, 10, 0.163),
        (30, 20, 0.059),
        (52, 2, 0.563),
        (52, 3, 0.435),
        (52, 5, 0.322),
        (52, 10, 0.206),
        (365, 5, 0.366),
        (365, 10, 0.257),
    ],
)
def test_five_in_a_hundred_random_customers_are_clumpier(n_periods, n, critical):
    times = 20_000
    random = np.random.default_rng(3).random((times, n_periods))
    chosen = np.sort(random.argpartition(n, axis=1)[:, :n], axis=1) + 1
    rows = Ragged(chosen.ravel(), np.arange(times + 1) * n)
    found = np.quantile(clumpiness(rows, np.full(times, n_periods)), 0.95)
    assert found == pytest.approx(critical, abs=0.01)
