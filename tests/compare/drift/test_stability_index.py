import numpy as np
import pytest

from patronage.compare.drift import chance_of, critical_index, stability_index


@pytest.mark.parametrize(
    ("before", "now", "index"),
    [
        ([0.2] * 5, [0.1, 0.15, 0.2, 0.25, 0.3], 0.1354025),
        ([0.2, 0.5, 0.3], [0.3, 0.5, 0.2], 0.0810930),
        (
            [0.1] * 10,
            [0.08, 0.09, 0.09, 0.10, 0.10, 0.10, 0.11, 0.11, 0.11, 0.11],
            0.0103825,
        ),
    ],
)
def test_the_index_is_that_of_the_reference(before, now, index):
    found = stability_index(np.array(before), np.array(now))
    assert found == pytest.approx(index, abs=1e-6)


@pytest.mark.parametrize(("n", "critical"), [(1000, 0.03384), (200, 0.1692)])
def test_few_customers_move_the_index_by_chance(n, critical):
    assert critical_index(n, n, 10) == pytest.approx(critical, rel=1e-3)


def test_an_empty_bin_counts_as_a_ten_thousandth():
    shares = np.array([0.5, 0.5, 0.0]), np.array([0.4, 0.4, 0.2])
    assert 0.5 < stability_index(*shares) < 2


def test_chance_reaches_the_critical_value_in_a_twentieth_of_samples():
    critical = critical_index(1000, 700, 10)
    assert chance_of(critical, 1000, 700, 10) == pytest.approx(0.05)


def test_nobody_has_no_index():
    assert np.isnan(stability_index(np.array([0.5, 0.5]), np.zeros(2)))


def test_one_bin_has_no_critical_value():
    assert np.isnan(critical_index(100, 100, 1))
    assert np.isnan(chance_of(0.0, 100, 100, 1))
