import numpy as np
import pytest

from patronage.clustering.merging import merge_small

LINE = np.array([[0.0], [1.0], [5.0], [6.0]])


def test_large_enough_clusters_stay_apart():
    merged = merge_small(np.array([40, 30, 20, 10]), LINE, 0.1)
    assert merged.groups.tolist() == [0, 1, 2, 3]
    assert merged.steps == []


def test_a_small_cluster_joins_the_one_it_costs_least():
    merged = merge_small(np.array([45, 40, 14, 1]), LINE, 0.05)
    assert merged.groups.tolist() == [0, 1, 2, 2]
    (step,) = merged.steps
    assert (step.n, step.share, step.into) == (1, 0.01, 2)


def test_the_cost_counts_customers_not_distance_alone():
    places = np.array([[0.0], [10.0], [11.0]])
    # 1 with 0: 1·2/3·100 = 66.7; 1 with 2: 1·997/998·1 = 1.0
    assert merge_small(np.array([2, 1, 997]), places, 0.0015).groups[1] == 1
    # 4 customers at 10: into 2 at 0 (4·2/6·100) or 500 at 22 (4·500/504·144 = 571)
    far = np.array([[0.0], [10.0], [22.0]])
    assert merge_small(np.array([2, 4, 500]), far, 0.005).groups.tolist() == [0, 0, 1]


def test_a_few_further_off_cost_less_than_many_nearby():
    # 1 at 0: with 1 at 1.2 it costs 1/2 · 1.44 = .72, with 1000 at -1 1000/1001
    places = np.array([[0.0], [1.2], [-1.0]])
    merged = merge_small(np.array([1, 1, 1000]), places, 0.0015)
    assert merged.groups.tolist() == [0, 0, 1]


def test_merged_clusters_can_be_too_small_still():
    merged = merge_small(np.array([96, 2, 1, 1]), LINE, 0.05)
    assert merged.groups.tolist() == [0, 0, 0, 0]
    assert [step.n for step in merged.steps] == [1, 2, 2]


def test_one_cluster_has_nowhere_to_go():
    assert merge_small(np.array([3]), LINE[:1], 0.5).groups.tolist() == [0]


@pytest.mark.parametrize("share", [0.02, 0.1, 0.2, 0.4])
def test_no_group_is_left_below_the_share(share):
    rng = np.random.default_rng(3)
    sizes, places = rng.integers(1, 200, 12), rng.normal(size=(12, 3))
    groups = merge_small(sizes, places, share).groups
    assert np.bincount(groups, sizes).min() >= share * sizes.sum()


def test_the_numbers_given_are_not_changed():
    sizes, places = np.array([45, 40, 14, 1]), LINE.copy()
    merge_small(sizes, places, 0.5)
    assert sizes.tolist() == [45, 40, 14, 1]
    assert (places == LINE).all()
