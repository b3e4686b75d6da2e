import numpy as np

from patronage.clustering.kmeans_seeds import kmeans_seeds


def seeds(rows, weights=None, *, n_clusters, n_init=50):
    rows = np.asarray(rows, dtype=np.float32)
    weights = np.ones(len(rows)) if weights is None else weights
    return kmeans_seeds(
        rows,
        np.asarray(weights, dtype=np.float32),
        n_clusters=n_clusters,
        n_init=n_init,
        rng=np.random.RandomState(0),
    )


def test_every_restart_takes_its_centres_from_the_rows():
    rows = np.random.default_rng(0).normal(size=(30, 4)).astype(np.float32)
    found = seeds(rows, n_clusters=5)
    assert found.shape == (50, 5, 4)
    assert set(map(bytes, found.reshape(-1, 4))) <= set(map(bytes, rows))


def test_far_groups_get_a_centre_each():
    rows = np.repeat([[0.0, 0], [0, 100], [100, 0], [100, 100]], 50, axis=0)
    found = seeds(rows, n_clusters=4)
    assert all(len(np.unique(one, axis=0)) == 4 for one in found)


def test_a_row_without_weight_is_never_a_centre():
    rows = [[0.0], [1.0], [2.0], [1_000.0]]
    found = seeds(rows, [1, 1, 1, 0], n_clusters=3)
    assert found.max() <= 2


def test_restarts_differ():
    rows = np.random.default_rng(0).normal(size=(200, 2))
    assert len(np.unique(seeds(rows, n_clusters=2)[:, 0], axis=0)) > 10


def test_one_distinct_row_is_every_centre():
    assert (seeds(np.ones((5, 2)), n_clusters=3) == 1).all()
