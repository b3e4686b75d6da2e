import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from patronage.agreement import (
    adjusted_rand_index,
    align,
    contingency,
    cramers_v,
    jaccard,
)

# METHODS F.7
OVERLAP = np.array([[50, 2, 1], [3, 40, 10], [0, 12, 38]])

labels = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=60
)


def test_rand_index_of_the_reference_overlap():
    # e1071::classAgreement in R
    assert adjusted_rand_index(OVERLAP) == pytest.approx(0.5656761, abs=5e-8)


def test_the_reference_overlap_is_aligned_to_itself():
    matched = align(OVERLAP)
    assert matched == {0: 0, 1: 1, 2: 2}
    agreement = sum(OVERLAP[a, b] for a, b in matched.items()) / OVERLAP.sum()
    assert agreement == pytest.approx(0.8205128, abs=5e-8)


def test_hungarian_example_has_cost_five():
    cost = np.array([[4, 1, 3], [2, 0, 5], [3, 2, 2]])
    matched = align(-cost)
    assert matched == {0: 1, 1: 0, 2: 2}
    assert sum(cost[a, b] for a, b in matched.items()) == 5


def test_alignment_undoes_a_permutation():
    a = np.repeat([0, 1, 2, 3], [5, 10, 20, 40])
    b = np.array([2, 0, 3, 1])[a]
    assert align(contingency(a, b)) == {0: 2, 1: 0, 2: 3, 3: 1}


def test_surplus_segments_stay_unmatched():
    counts = np.array([[9, 0, 1], [0, 1, 8]])
    assert align(counts) == {0: 0, 1: 2}
    assert align(counts.T) == {0: 0, 2: 1}


@given(labels)
def test_rand_index_is_that_of_sklearn(pairs):
    a, b = np.array(pairs).T
    expected = adjusted_rand_score(a, b)
    assert adjusted_rand_index(contingency(a, b)) == pytest.approx(expected, abs=1e-12)


def test_rand_index_of_more_pairs_than_int64_holds():
    counts = np.diag([4_000_000_000, 4_000_000_000])
    assert adjusted_rand_index(counts) == 1


def test_rows_without_a_segment_are_left_out():
    a, b = np.array([0, 0, 1, -1, 1]), np.array([1, -1, 0, 0, 0])
    assert contingency(a, b).tolist() == [[0, 1], [2, 0]]


def test_nobody_is_an_empty_table():
    nobody = np.array([], dtype=np.int64)
    assert contingency(nobody, nobody).shape == (0, 0)


def test_jaccard_is_overlap_over_union():
    found = jaccard(np.array([[2, 1], [0, 0]]))
    assert found.tolist() == [[1 / 1.5, 1 / 3], [0, 0]]


def test_cramers_v_runs_from_independence_to_identity():
    assert cramers_v(np.array([[10, 20], [5, 10]])) == pytest.approx(0)
    assert cramers_v(np.diag([3, 4, 5])) == pytest.approx(1)


def test_cramers_v_is_that_of_scipy():
    from scipy.stats.contingency import association

    expected = association(OVERLAP, method="cramer")
    assert cramers_v(OVERLAP) == pytest.approx(expected)


def test_a_single_segment_is_associated_with_nothing():
    assert cramers_v(np.array([[5, 5]])) == 0
    assert cramers_v(np.zeros((2, 2), dtype=np.int64)) == 0
