import numpy as np
import pytest

from patronage.profiles.label_places import apart, stacked

RNG = np.random.default_rng(0)


def test_labels_with_room_stay():
    wanted, sizes = np.array([0.1, 0.5, 0.9]), np.full(3, 0.1)
    assert np.allclose(stacked(wanted, sizes, low=0, high=1), wanted)


def test_two_labels_on_one_place_share_the_way():
    placed = stacked(np.array([0.5, 0.5]), np.array([0.2, 0.1]), low=0, high=1)
    assert placed.tolist() == pytest.approx([0.425, 0.575])


def test_labels_never_overlap_and_keep_their_order():
    for n in (1, 2, 7, 12):
        wanted, sizes = np.sort(RNG.random(n)), RNG.uniform(0.02, 0.07, n)
        placed = stacked(wanted, sizes, low=0, high=1)
        touching = (sizes[:-1] + sizes[1:]) / 2
        assert (np.diff(placed) >= touching - 1e-12).all()
        assert placed[0] - sizes[0] / 2 >= -1e-12
        assert placed[-1] + sizes[-1] / 2 <= 1 + 1e-12


def test_no_label_needs_no_place():
    assert len(stacked(np.array([]), np.array([]), low=0, high=1)) == 0


@pytest.mark.parametrize(
    "points", [np.full((4, 2), 0.5), RNG.uniform(0.4, 0.6, (8, 2)), np.eye(2)]
)
def test_points_end_apart_around_the_same_middle(points):
    moved = apart(points, 0.05)
    gaps = np.sqrt(((moved[:, None] - moved) ** 2).sum(2)) + np.eye(len(points))
    assert gaps.min() > 0.049
    assert np.allclose(moved.mean(0), points.mean(0), atol=1e-6)


def test_points_that_are_apart_stay():
    assert np.allclose(apart(np.eye(2), 0.05), np.eye(2))


def test_no_point_needs_no_place():
    assert apart(np.empty((0, 2)), 0.1).shape == (0, 2)
