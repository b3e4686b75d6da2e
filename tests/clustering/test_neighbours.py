import numpy as np
import pytest

from patronage.clustering.neighbours import Neighbours, nearest_others

ROWS = np.array([[0.0], [1.0], [2.0], [10.0], [11.0], [12.0]])
LABELS = np.array([0, 0, 0, 1, 1, 1])


def neighbours(rows=ROWS, labels=LABELS, *, counts=None, votes):
    each = np.ones(len(rows), dtype=np.int64) if counts is None else counts
    return Neighbours(rows=rows, counts=each, labels=labels, votes=votes)


def test_the_majority_of_the_nearest_decides():
    placed = neighbours(votes=3).place(np.array([[0.5], [5.9], [11.0]]))
    assert placed.label.tolist() == [0, 0, 1]
    assert placed.margin.tolist() == pytest.approx([1, 1 / 3, 1])


def test_of_equal_votes_the_lowest_label_wins_without_a_lead():
    placed = neighbours(votes=6).place(np.array([[11.0]]))
    assert placed.label.tolist() == [0]
    assert placed.margin.tolist() == [0]


def test_left_out_a_lonely_label_is_not_found_again():
    alone = neighbours(labels=np.array([0, 0, 0, 0, 0, 1]), votes=1)
    assert alone.place(ROWS).label.tolist() == [0, 0, 0, 0, 0, 1]
    assert alone.leave_one_out().label.tolist() == [0] * 6


def test_a_row_is_not_its_own_neighbour_even_among_equals():
    distances, places = nearest_others(np.zeros((8, 2)), 3)
    assert distances.shape == places.shape == (8, 3)
    assert (places != np.arange(8)[:, None]).all()


def test_of_fewer_rows_than_votes_all_vote():
    one = neighbours(ROWS[:1], LABELS[:1], votes=5)
    assert one.place(ROWS).label.tolist() == [0] * 6


def test_a_row_votes_for_all_customers_who_are_there():
    counts = np.array([1, 1, 1, 4, 1, 1])
    placed = neighbours(counts=counts, votes=4).place(np.array([[0.5]]))
    assert placed.label.tolist() == [1]
    assert placed.margin.tolist() == pytest.approx([1 / 7])
    twice = neighbours(counts=2 * counts, votes=4).place(np.array([[0.5]]))
    assert (twice.label, twice.margin) == (placed.label, placed.margin)
