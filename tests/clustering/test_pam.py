import itertools

import numpy as np
import pytest
from clustering.ruspini import RUSPINI
from scipy.spatial.distance import cdist
from sklearn.datasets import load_iris

from patronage.clustering.pam import pam

IRIS = load_iris().data


# METHODS F.8, by R's pam; places counted from 1.
@pytest.mark.parametrize(
    ("rows", "medoids"), [(IRIS, [8, 79, 113]), (RUSPINI, [10, 32, 52, 70])]
)
def test_the_medoids_are_those_of_r(rows, medoids):
    found, _, converged = pam(cdist(rows, rows), len(medoids))
    assert (found + 1).tolist() == medoids
    assert converged


@pytest.mark.parametrize("seed", range(5))
def test_no_single_swap_is_better(seed):
    rows = np.random.default_rng(seed).normal(size=(25, 2))
    distances = cdist(rows, rows)
    medoids, _, _ = pam(distances, 3)
    cost = distances[:, medoids].min(axis=1).sum()
    for out, new in itertools.product(range(3), range(25)):
        swapped = medoids.copy()
        swapped[out] = new
        assert distances[:, swapped].min(axis=1).sum() >= cost - 1e-9


def test_one_medoid_is_the_row_nearest_to_all():
    rows = np.array([[0.0], [1.0], [2.0], [9.0]])
    medoids, _, _ = pam(cdist(rows, rows), 1)
    assert medoids.tolist() == [1]


def test_equal_rows_do_no_harm():
    medoids, _, converged = pam(np.zeros((4, 4)), 3)
    assert len(set(medoids.tolist())) == 3
    assert converged


def test_too_few_rounds_are_told():
    rows = np.random.default_rng(3).normal(size=(60, 2))
    _, rounds, converged = pam(cdist(rows, rows), 6, max_iter=1)
    assert (rounds, converged) == (1, False)
