import numpy as np
import pytest

from patronage.clustering import Gate

GOOD = {
    "k": 4,
    "min_share": 0.1,
    "min_n": 200.0,
    "jaccard_min": 0.8,
    "jaccard_mean": 0.9,
    "agreement": 1.0,
}
BAD = [
    ({"min_share": 0.02}, "Too small: the smallest segment has 200 customers (2.00%)"),
    ({"min_n": 99.0}, "Too small: the smallest segment has 99 customers (10.00%)"),
    ({"jaccard_min": 0.59}, "Not stable: a Jaccard of 0.6 for each segment"),
    ({"jaccard_mean": 0.74}, "Not stable: a Jaccard of 0.6 for each segment"),
    ({"agreement": 0.94}, "Not well placed: the assigner puts 94.0% of customers"),
]


def table(**changes):
    return {name: np.array([value]) for name, value in {**GOOD, **changes}.items()}


def test_large_stable_and_well_placed_segments_pass():
    assert Gate().passes(table(), 1.0).all()
    assert Gate().failures(GOOD, 1.0) == []


@pytest.mark.parametrize(("change", "said"), BAD)
def test_each_bound_can_fail_alone_and_is_named_alone(change, said):
    assert not Gate().passes(table(**change), 1.0).any()
    (sentence,) = Gate().failures({**GOOD, **change}, 1.0)
    assert sentence.startswith(said)


def test_what_is_too_small_is_not_called_unstable():
    assert Gate().is_stable(table(min_n=1.0)).all()


def test_sizes_count_all_customers_not_those_sampled():
    assert Gate().passes(table(min_n=20.0), 5.0).all()


def test_the_business_serves_three_to_eight():
    assert Gate().serves(table(k=3)).all()
    assert not Gate().serves(table(k=2)).any()
