import numpy as np
import pytest

from patronage.errors import InputError
from patronage.quadrants.distinct_values import DistinctValues

RNG = np.random.default_rng(3)


def test_equal_customers_are_counted_and_unknown_ones_left_out():
    found = DistinctValues.of([3, 1, np.nan, 3, np.inf])
    assert found.values.tolist() == [1, 3]
    assert found.weights.tolist() == [1, 2]


def test_a_weight_counts_a_customer_several_times():
    found = DistinctValues.of([3, 1, 2, 3], [2, 1, 0, 1])
    assert found.values.tolist() == [1, 3]
    assert found.weights.tolist() == [1, 3]


def test_the_order_of_customers_changes_no_bit():
    values, weights = RNG.integers(0, 9, 500), RNG.random(500)
    order = RNG.permutation(500)
    first = DistinctValues.of(values, weights)
    second = DistinctValues.of(values[order], weights[order])
    assert first.weights.tobytes() == second.weights.tobytes()


def test_a_midpoint_always_parts_two_neighbours():
    upper = np.nextafter(1.0, 2.0)
    assert DistinctValues.of([1.0, upper]).midpoint(0) == upper
    assert DistinctValues.of([1.0, 2.0]).midpoint(0) == 1.5


def test_many_values_become_few_with_the_same_total_and_mean():
    found = DistinctValues.of(RNG.normal(size=20_000))
    few = found.compressed(100)
    assert len(few) == 100
    assert few.total == found.total
    assert few.mean == pytest.approx(found.mean, abs=1e-12)
    assert (np.diff(few.values) > 0).all()


def test_a_value_of_many_customers_stays_what_it_is():
    values = np.concatenate([np.full(5000, 0.1), RNG.normal(size=20_000)])
    few = DistinctValues.of(values).compressed(100)
    assert few.weights[few.values == 0.1] == 5000


def test_few_values_are_not_touched():
    found = DistinctValues.of([1, 2, 3])
    assert found.compressed() is found


def test_what_is_not_one_axis_is_refused():
    with pytest.raises(InputError, match=r"needs one axis; got shape \(2, 2\)"):
        DistinctValues.of(np.ones((2, 2)))


@pytest.mark.parametrize("wrong", [-1.0, np.nan, np.inf])
def test_weights_below_zero_are_refused(wrong):
    with pytest.raises(InputError, match="weights of a cut should be 0 or more; got"):
        DistinctValues.of([1, 2], [1, wrong])


def test_weights_of_other_customers_are_refused():
    with pytest.raises(InputError, match="2 values needs 2 weights; got 3"):
        DistinctValues.of([1, 2], [1, 1, 1])
