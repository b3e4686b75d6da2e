import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score

from patronage.clustering import separation as module
from patronage.clustering.separation import separation

IRIS = load_iris().data
RNG = np.random.default_rng(2)
UNDEFINED = ["calinski_harabasz", "davies_bouldin", "simplified_silhouette"]


def means(rows, labels):
    return np.array([rows[labels == one].mean(axis=0) for one in np.unique(labels)])


@pytest.mark.parametrize(
    ("k", "inertia", "ch", "db"),
    [
        (2, 152.3479518, 513.92454598, 0.4042928),
        (3, 78.8514414, 561.62775663, 0.6619715),
        (4, 57.2284732, 530.76580819, 0.7803070),
        (5, 46.4461821, 495.54148768, 0.8059652),
    ],
)
def test_iris_is_as_separate_as_in_r(k, inertia, ch, db):
    fitted = KMeans(k, n_init=20, random_state=0).fit(IRIS)
    found = separation(IRIS, fitted.labels_, fitted.cluster_centers_)
    assert found["inertia"] == pytest.approx(inertia, abs=5e-8)
    assert found["calinski_harabasz"] == pytest.approx(ch, abs=1e-8)
    assert found["davies_bouldin"] == pytest.approx(db, abs=1e-7)


def test_any_labels_and_centroids_have_the_indices_of_sklearn():
    labels = RNG.integers(4, size=150)
    found = separation(IRIS, labels, RNG.normal(size=(4, 4)))
    assert found["calinski_harabasz"] == pytest.approx(
        calinski_harabasz_score(IRIS, labels)
    )
    assert found["davies_bouldin"] == pytest.approx(davies_bouldin_score(IRIS, labels))


def test_simplified_silhouette_compares_distances_to_centroids():
    rows = np.array([[0.0], [2.0], [9.0], [11.0]])
    found = separation(rows, np.array([0, 0, 1, 1]), np.array([[0.0], [10.0]]))
    each = [1, (8 - 2) / 8, (9 - 1) / 9, (11 - 1) / 11]
    assert found["simplified_silhouette"] == pytest.approx(np.mean(each))
    assert found["inertia"] == 0 + 4 + 1 + 1


def test_blocks_do_not_show(monkeypatch):
    labels = RNG.integers(3, size=150)
    whole = separation(IRIS, labels, means(IRIS, labels))
    monkeypatch.setattr(module, "BLOCK", 40)
    assert separation(IRIS, labels, means(IRIS, labels)) == pytest.approx(whole)


def test_rows_of_no_cluster_and_centroids_of_no_row_are_left_out():
    labels = RNG.choice([-1, 0, 2], size=150)
    kept, centroids = labels >= 0, IRIS[[0, 50, 100]]
    without = separation(IRIS[kept], labels[kept] // 2, centroids[[0, 2]])
    assert separation(IRIS, labels, centroids) == pytest.approx(without)


def test_one_cluster_is_not_separate_from_anything():
    found = separation(IRIS, np.zeros(150, dtype=int), IRIS.mean(axis=0)[None])
    assert np.isnan([found[name] for name in UNDEFINED]).all()
    assert found["inertia"] == pytest.approx(681.3706)


def test_a_cluster_a_row_and_nobody_at_all_are_not_judged():
    apart = separation(np.eye(3), np.arange(3), np.eye(3))
    nobody = separation(np.eye(3), np.full(3, -1), np.eye(3))
    for found in (apart, nobody):
        assert np.isnan([found[name] for name in UNDEFINED]).all()
        assert found["inertia"] == 0


def test_clusters_of_one_point_each_are_as_in_sklearn():
    rows, labels = np.repeat([[0.0], [1.0], [5.0]], 4, axis=0), np.repeat([0, 1, 2], 4)
    found = separation(rows, labels, means(rows, labels))
    assert found["calinski_harabasz"] == calinski_harabasz_score(rows, labels)
    assert found["davies_bouldin"] == davies_bouldin_score(rows, labels)
    assert found["simplified_silhouette"] == 1


def test_order_and_repetition_of_rows_and_names_of_clusters_change_nothing():
    labels = RNG.integers(3, size=150)
    centroids, order = means(IRIS, labels), np.tile(RNG.permutation(150), 2)
    names = np.array([2, 0, 1])
    found = separation(IRIS, labels, centroids)
    other = separation(IRIS[order], names[labels[order]], centroids[names.argsort()])
    same = ("davies_bouldin", "simplified_silhouette")
    assert [other[n] for n in same] == pytest.approx([found[n] for n in same])
    assert other["inertia"] == pytest.approx(2 * found["inertia"])
