import numpy as np

from patronage.clustering import Gate


def table(**changes):
    row = {
        "k": 4,
        "min_share": 0.1,
        "min_n": 200.0,
        "jaccard_min": 0.8,
        "jaccard_mean": 0.9,
    }
    return {name: np.array([value]) for name, value in {**row, **changes}.items()}


def test_large_stable_segments_pass():
    assert Gate().passes(table(), 1.0).all()


def test_each_bound_can_fail_alone():
    for change in (
        {"min_share": 0.02},
        {"min_n": 99.0},
        {"jaccard_min": 0.59},
        {"jaccard_mean": 0.74},
    ):
        assert not Gate().passes(table(**change), 1.0).any()


def test_sizes_count_all_customers_not_those_sampled():
    assert Gate().passes(table(min_n=20.0), 5.0).all()


def test_the_business_serves_three_to_eight():
    assert Gate().serves(table(k=3)).all()
    assert not Gate().serves(table(k=2)).any()
