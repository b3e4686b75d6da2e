import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from patronage.clustering.gap import gap, reference
from patronage.clustering.steady import steady_arithmetic

IRIS = load_iris().data
# cluster::clusGap in R: B = 500, d.power = 2, scaledPCA
CLUSGAP = [0.076, 0.585, 0.872, 1.001, 1.044, 1.065, 1.061]
ERRORS = [0.064, 0.047, 0.044, 0.042, 0.041, 0.039]


def within(rows, k):
    return KMeans(k, n_init=3, random_state=0).fit(rows).inertia_


def of(rows, ks, n_references=100, inertia=within):
    rng = np.random.default_rng(0)
    with steady_arithmetic():
        return gap(rows, ks, inertia, n_references=n_references, rng=rng)


def test_iris_has_the_gap_of_r():
    found = of(IRIS, range(1, 8))
    assert found.gap == pytest.approx(CLUSGAP, abs=0.03)
    assert found.se[:6] == pytest.approx(ERRORS, abs=0.015)
    assert found.choice == 5


def test_two_far_clusters_are_two():
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(80, 2)) + np.repeat([[0, 0], [20, 0]], 40, axis=0)
    assert of(rows, range(1, 5), n_references=20).choice == 2


def test_one_cloud_is_one():
    rows = np.random.default_rng(1).uniform(size=(100, 3))
    assert of(rows, range(1, 5), n_references=20).choice == 1


def test_the_smallest_k_within_one_error_of_the_next_is_chosen():
    rows = np.arange(4.0)[:, None]
    sums = iter([1.0, 1.0, 1.0, np.exp(-0.5), np.exp(-2.0), np.exp(-2.0)])
    found = of(rows, [2, 4, 8], 1, lambda rows, k: next(sums))
    assert found.gap == pytest.approx([0.5, 2, 2])
    assert (found.se.tolist(), found.choice) == ([0, 0, 0], 4)


def test_a_gap_that_only_rises_speaks_for_the_last_k():
    sums = iter([1.0, 1.0, 1.0, np.exp(-1.0)])
    assert of(np.arange(4.0)[:, None], [2, 3], 1, lambda *_: next(sums)).choice == 3


def test_a_cluster_a_point_has_no_gap():
    rows = np.repeat([[0.0, 0.0], [1.0, 5.0]], 10, axis=0)
    assert np.isnan(of(rows, [1, 2], 2).gap).tolist() == [False, True]


def test_references_fill_the_box_of_the_main_axes():
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    box = np.random.default_rng(0).uniform([-5, -1], [5, 1], size=(4000, 2))
    drawn = reference(box @ turn + 100, np.random.default_rng(1))
    back = np.abs((drawn - 100) @ turn.T)
    assert back.max(axis=0) == pytest.approx([5, 1], abs=0.2)
    assert drawn.shape == box.shape


def test_scale_and_place_change_nothing():
    a, b = of(IRIS, [2, 3], 5), of(7.1 * IRIS + 100, [2, 3], 5)
    assert b.gap == pytest.approx(a.gap, abs=1e-6)
