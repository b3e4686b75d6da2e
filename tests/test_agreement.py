import random

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, cohen_kappa_score

from patronage.agreement import (
    Event,
    Fate,
    adjusted_rand_index,
    align,
    align_centroids,
    contingency,
    cramers_v,
    jaccard,
    lineage,
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


def test_kappa_of_the_reference_overlap_after_alignment():
    a, b = (np.repeat(index.ravel(), OVERLAP.ravel()) for index in np.indices((3, 3)))
    shuffled = np.array([2, 0, 1])[b]
    back = {new: old for old, new in align(contingency(a, shuffled)).items()}
    aligned = [back[label] for label in shuffled]
    assert cohen_kappa_score(a, aligned) == pytest.approx(0.7306198, abs=5e-8)


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


@given(labels)
def test_rand_index_is_symmetric_and_blind_to_names(pairs):
    a, b = np.array(pairs).T
    index = adjusted_rand_index(contingency(a, b))
    assert adjusted_rand_index(contingency(b, a)) == index
    assert adjusted_rand_index(contingency(np.array([3, 1, 4, 0, 2])[a], b)) == index


def test_rand_index_is_exact_where_floats_are_not():
    counts = np.array([[10**9, 1], [0, 10**9]])
    doubt = 1 - adjusted_rand_index(counts)
    assert doubt == pytest.approx(2e-9, rel=1e-6)


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


def fates(counts, centroids=None):
    events = lineage(np.array(counts), centroids).events
    return [(event.fate.value, event.old, event.new) for event in events]


def test_segments_that_keep_their_customers_are_kept_under_any_number():
    assert fates([[0, 40, 5], [30, 0, 0], [0, 4, 50]]) == [
        ("kept", (0,), (1,)),
        ("kept", (1,), (0,)),
        ("kept", (2,), (2,)),
    ]


def test_where_no_part_is_the_half_of_a_split_none_goes_on():
    found = lineage(np.array([[40, 40, 40], [0, 0, 0]]))
    assert found.matched == {}
    assert found.events[0] == Event(fate=Fate.SPLIT, old=(0,), new=(0, 1, 2))


def test_the_larger_part_of_a_split_goes_on():
    assert lineage(np.array([[60, 40]])).matched == {0: 0}
    assert fates([[60, 40]]) == [("split", (0,), (0, 1))]


def test_segments_put_together_are_merged():
    assert fates([[60, 0], [35, 0], [0, 9]]) == [
        ("merged", (0, 1), (0,)),
        ("kept", (2,), (1,)),
    ]


def test_a_small_loss_is_no_split():
    assert fates([[75, 25]]) == [("kept", (0,), (0,)), ("born", (), (1,))]


def test_customers_lost_to_a_segment_that_goes_on_are_no_split():
    assert fates([[60, 40], [0, 90]]) == [("kept", (0,), (0,)), ("kept", (1,), (1,))]


@given(st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=1))
def test_merging_is_splitting_backwards(counts):
    def mirrored(event):
        turned = {"split": "merged", "merged": "split", "born": "died", "died": "born"}
        return (turned.get(event[0], event[0]), event[2], event[1])

    table = np.array(counts)
    assert sorted(map(mirrored, fates(table))) == sorted(fates(table.T))


TABLES = st.lists(
    st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=5
)


@given(TABLES, st.randoms(use_true_random=False))
@example([[2, 1, 0], [1, 0, 0]], random.Random(1))
def test_who_goes_on_does_not_depend_on_the_numbers(counts, order):
    table = np.array(counts)
    rows, columns = [*range(len(table))], [0, 1, 2]
    order.shuffle(rows)
    order.shuffle(columns)
    again = lineage(table[rows][:, columns]).matched
    named = {rows[old]: columns[new] for old, new in again.items()}
    assert named == lineage(table).matched


@given(TABLES)
def test_who_goes_on_was_aligned(counts):
    table = np.array(counts)
    assume(not (jaccard(table) == 0.5).any())
    assert lineage(table).matched.items() <= align(table).items()


def test_half_of_what_there_was_is_enough_to_go_on_under_any_number():
    assert lineage(np.array([[2, 1], [1, 0]])).matched == {0: 0}
    assert lineage(np.array([[1, 0], [2, 1]])).matched == {1: 0}
    assert lineage(np.array([[2, 1], [0, 0]])).matched == {0: 0}


def test_of_two_equal_halves_neither_goes_on():
    assert lineage(np.array([[5, 5]])).matched == {}
    assert fates([[5, 5]]) == [("split", (0,), (0, 1))]
    assert fates([[5], [5]]) == [("merged", (0, 1), (0,))]


@given(st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=1))
def test_every_segment_has_its_event(counts):
    events = lineage(np.array(counts)).events
    assert {old for event in events for old in event.old} == {*range(len(counts))}
    assert {new for event in events for new in event.new} == {0, 1, 2}


def test_segments_that_nobody_left_or_entered_are_born_and_died():
    assert fates([[0, 0], [0, 9]]) == [
        ("kept", (1,), (1,)),
        ("born", (), (0,)),
        ("died", (0,), ()),
    ]


def test_without_common_customers_the_nearest_centroids_go_on():
    old = np.array([[0.0, 0.0], [9.0, 9.0], [50.0, 0.0]])
    new = np.array([[9.5, 9.0], [0.0, 1.0]])
    nobody = np.zeros((3, 2), dtype=np.int64)
    assert align_centroids(old, new) == {0: 1, 1: 0}
    assert fates(nobody, (old, new))[-1] == ("died", (2,), ())
    assert lineage(nobody).matched == {}


def test_a_centroid_that_has_a_nearer_one_does_not_go_on_elsewhere():
    old, new = np.array([[0.0], [1.0]]), np.array([[0.9], [80.0]])
    assert align_centroids(old, new) == {1: 0}


def test_common_customers_say_more_than_centroids():
    centroids = np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]])
    assert lineage(np.array([[0, 9], [9, 0]]), centroids).matched == {0: 1, 1: 0}
