import numpy as np

from patronage.clustering.dense_neighbours import DenseNeighbours

# Two lines of customers a tenth apart, and one customer far from both.
LINES = np.concatenate([np.arange(0, 2, 0.1), np.arange(10, 12, 0.1), [50.0]])[:, None]
LABELS = np.repeat([0, 1, -1], [20, 20, 1])
DENSE = DenseNeighbours.learn(LINES, LABELS, min_samples=3)


def test_who_stands_in_a_dense_place_belongs_and_who_does_not_is_noise():
    placed = DENSE.place(np.array([[1.05], [11.02], [6.0], [50.0], [-9.0]]))
    assert placed.label.tolist() == [0, 1, -1, -1, -1]


def test_the_margin_is_the_room_left_and_noise_has_none():
    middle, outside = DENSE.place(np.array([[1.0], [30.0]])).margin
    assert 0 < middle < 1
    assert np.isnan(outside)


def test_each_row_would_be_placed_so_by_the_others():
    assert (DENSE.leave_one_out().label == LABELS).all()
    assert (DENSE.place(LINES).label == LABELS).all()


def test_where_all_is_noise_everyone_new_is_too():
    nothing = DenseNeighbours.learn(LINES, np.full(41, -1), min_samples=3)
    assert (nothing.place(LINES).label == -1).all()


def test_a_newcomer_is_the_first_of_its_own_neighbours():
    rows = np.array([[0.0], [1.0], [2.0], [4.0], [8.0], [16.0]])
    for at in range(len(rows)):
        others = np.delete(rows, at, axis=0)
        known = DenseNeighbours.learn(rows, np.zeros(6, dtype=int), min_samples=3)
        without = DenseNeighbours.learn(others, np.zeros(5, dtype=int), min_samples=3)
        distances = np.sort(np.abs(others - rows[at]), axis=0).T
        assert without.core_of(distances) == known.core[at]
