import numpy as np
import pytest

from patronage.quadrants import BusinessCut, MedianCut


def test_half_of_the_customers_are_high():
    values = np.arange(10.0)
    assert MedianCut().fit(values).predict(values).sum() == 5


def test_customers_tied_at_the_median_stay_together():
    values = np.array([0.0] * 6 + [1, 2, 3, 4])
    cut = MedianCut().fit(values)
    assert cut.cut_ == 0.5
    assert cut.predict(values).tolist() == [0] * 6 + [1] * 4


def test_the_cut_moves_to_the_side_that_is_nearer_to_half():
    values = np.array([0.0, 1, 1, 1, 1, 1, 2, 3, 4])
    assert MedianCut().fit(values).cut_ == 1.5


def test_repeating_every_customer_moves_nothing():
    values = np.array([1.0, 5, 5, 9, 11])
    assert MedianCut().fit(np.repeat(values, 3)).cut_ == MedianCut().fit(values).cut_


def test_a_value_at_the_cut_is_high():
    cut = BusinessCut(0.6).fit(np.array([0.0, 1.0]))
    assert cut.predict(np.array([0.6, 0.59])).tolist() == [1, 0]


@pytest.mark.parametrize("values", [[], [3.0, 3.0]])
def test_one_distinct_value_is_no_reason_to_fail(values):
    assert np.isfinite(MedianCut().fit(np.array(values)).cut_)
