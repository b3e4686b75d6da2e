import numpy as np

from patronage.clustering import RedundancyFilter

RISING = np.arange(200.0)
NOISE = np.random.default_rng(0).normal(size=200)


def test_constant_and_nearly_constant_columns_are_dropped():
    nearly = np.zeros(200)
    nearly[0] = 1
    fitted = RedundancyFilter().fit(np.column_stack([np.full(200, 0.1), nearly, NOISE]))
    assert fitted.dropped_ == {0: "constant", 1: "99.5% have the same value"}


def test_of_two_columns_of_the_same_order_the_first_stays():
    fitted = RedundancyFilter().fit(np.column_stack([RISING, NOISE, -np.exp(RISING)]))
    assert fitted.get_support().tolist() == [True, True, False]
    assert fitted.dropped_[2].format("a", "b", "c") == "|Spearman| 1.00 with a"


def test_a_column_is_only_compared_with_columns_that_stay():
    blend = RISING + 30 * NOISE
    other = RISING + 80 * NOISE
    fitted = RedundancyFilter(max_correlation=0.8)
    assert fitted.fit(np.column_stack([blend, other])).dropped_.keys() == {1}
    three = fitted.fit(np.column_stack([RISING, blend, other]))
    assert three.dropped_.keys() == {1}


def test_customers_of_one_point_leave_no_column():
    fitted = RedundancyFilter().fit(np.ones((5, 2)))
    assert not fitted.get_support().any()
