import numpy as np
import pytest
from sklearn.cluster import HDBSCAN
from sklearn.datasets import make_blobs, make_moons

from patronage.clustering import Hdbscan, RepeatableClusterer


@pytest.fixture(scope="module")
def crowd():
    """Four dense groups among customers scattered anywhere."""
    rng = np.random.default_rng(2)
    groups, kind = make_blobs(1200, 2, centers=4, cluster_std=0.4, random_state=6)
    low, high = groups.min(axis=0) - 4, groups.max(axis=0) + 4
    matrix = np.vstack([groups, rng.uniform(low, high, size=(200, 2))])
    return matrix, np.append(kind, np.full(200, -1))


def test_it_finds_as_many_groups_as_there_are_and_leaves_the_rest_out(crowd):
    matrix, kind = crowd
    fitted = RepeatableClusterer(Hdbscan()).fit(matrix)
    assert fitted.n_clusters_ == 4
    assert 0.05 < fitted.noise_share_ < 0.25
    assert fitted.noise_share_ == (fitted.labels_ == -1).mean()
    for group in range(4):
        placed = fitted.labels_[(kind == group)]
        assert (placed == np.bincount(placed[placed >= 0]).argmax()).mean() > 0.95


def test_the_labels_are_those_of_scikit_learn(crowd):
    matrix, _ = crowd
    ordered = matrix[np.lexsort(matrix.T[::-1])]
    theirs = HDBSCAN(min_cluster_size=50, min_samples=10, copy=True).fit(ordered)
    ours = Hdbscan().fit(ordered)
    assert (ours.labels_ == theirs.labels_).all()
    assert (ours.predict(ordered) == theirs.labels_).mean() >= 0.95
    assert ours.agreement_ >= 0.95


def test_newcomers_of_the_same_kind_are_placed_as_a_fit_with_them_would():
    matrix, kind = make_moons(3000, noise=0.06, random_state=1)
    fitted = RepeatableClusterer(Hdbscan()).fit(matrix[:1500])
    placed = fitted.place(matrix[1500:])
    assert fitted.n_clusters_ == 2
    known = placed.label >= 0
    assert known.mean() > 0.95
    first = fitted.labels_[kind[:1500] == 0].max()
    same = placed.label[known] == np.where(kind[1500:][known] == 0, first, 1 - first)
    assert same.mean() > 0.99


def test_a_sample_is_enough_for_many(crowd):
    matrix, kind = crowd
    few = RepeatableClusterer(Hdbscan(sample_size=700)).fit(matrix)
    assert few.n_clusters_ == 4
    assert few.agreement_ >= 0.95
    assert (few.labels_[kind >= 0] >= 0).mean() > 0.9


def test_neither_order_nor_the_number_asked_for_matters(crowd):
    matrix, _ = crowd
    labels = RepeatableClusterer(Hdbscan(), n_clusters=2).fit(matrix).labels_
    turned = RepeatableClusterer(Hdbscan(), n_clusters=7).fit(matrix[::-1]).labels_
    assert (turned[::-1] == labels).all()


def test_where_all_is_noise_so_are_newcomers():
    even = np.random.default_rng(0).uniform(size=(300, 3))
    fitted = RepeatableClusterer(Hdbscan(min_samples=30)).fit(even)
    assert (fitted.n_clusters_, fitted.noise_share_) == (0, 1)
    assert (fitted.labels_ == -1).all()
    assert (fitted.predict(even + 0.01) == -1).all()
