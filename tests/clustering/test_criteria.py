from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import load_iris

from patronage.clustering import RepeatableClusterer
from patronage.clustering.criteria import criteria

ROWS = np.array([[0.0], [0.0], [0.0], [9.0]])
IRIS = load_iris().data
# METHODS F.8: inertia, smallest, silhouette, Caliński-Harabasz, Davies-Bouldin
PUBLISHED = {
    2: (152.3479518, 53, 0.6810461692, 513.92454598, 0.4042928),
    3: (78.8514414, 38, 0.5528190124, 561.62775663, 0.6619715),
    4: (57.2284732, 28, 0.4980505050, 530.76580819, 0.7803070),
    5: (46.4461821, 12, 0.4887488871, 495.54148768, 0.8059652),
}


def fitted(rows, k):
    clusterer = KMeans(n_init=50, tol=0)
    return RepeatableClusterer(clusterer, n_clusters=k).fit(rows)


def test_iris_has_the_published_criteria():
    found = criteria(IRIS, [fitted(IRIS, k) for k in PUBLISHED])
    for row, (inertia, smallest, silhouette, ch, db) in zip(
        found, PUBLISHED.values(), strict=True
    ):
        assert row["inertia"] == pytest.approx(inertia, abs=5e-8)
        assert row["min_n"] == smallest
        assert row["silhouette"] == pytest.approx(silhouette, abs=5e-7)
        assert row["calinski_harabasz"] == pytest.approx(ch, abs=1e-6)
        assert row["davies_bouldin"] == pytest.approx(db, abs=5e-8)


def test_a_cluster_a_point_has_no_inertia_and_the_smallest_size_is_told():
    (found,) = criteria(ROWS, [fitted(ROWS, 2)])
    assert (found["inertia"], found["min_n"], found["min_share"]) == (0, 1, 0.25)


def test_separation_is_not_defined_for_one_cluster():
    (found,) = criteria(ROWS, [fitted(ROWS, 1)])
    assert np.isnan(found["silhouette"])
    assert np.isnan(found["davies_bouldin"])


def test_of_nothing_but_noise_there_is_its_share_alone():
    noise = RepeatableClusterer(DBSCAN(eps=0.1, min_samples=9)).fit(ROWS)
    (found,) = criteria(ROWS, [noise])
    assert (found["noise_share"], found["min_n"], found["min_share"]) == (1, 0, 0)
    assert np.isnan(found["silhouette"])
    assert np.isnan(found["inertia"])


def test_noise_counts_in_its_share_alone():
    rows = np.array([[0.0], [1.0], [9.0], [10.0], [500.0]])
    model = SimpleNamespace(
        labels_=np.array([0, 0, 1, 1, -1]),
        centroids_=np.array([[0.5], [9.5]]),
        n_clusters_=2,
        bic_=np.nan,
        inertia_=1.0,
        agreement_=1.0,
    )
    (found,) = criteria(rows, [model])
    kept = model.labels_ >= 0
    (without,) = criteria(
        rows[kept], [SimpleNamespace(**{**vars(model), "labels_": model.labels_[kept]})]
    )
    assert found["silhouette"] == pytest.approx(without["silhouette"])
    assert found["calinski_harabasz"] == pytest.approx(without["calinski_harabasz"])
    assert (found["noise_share"], found["min_n"], found["min_share"]) == (0.2, 2, 0.4)


def test_an_offset_costs_nothing_where_many_are_measured_in_half_the_digits():
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(5_001, 2)) + rng.integers(3, size=5_001)[:, None] * 4
    near, far = (
        criteria(matrix, [fitted(matrix, 3)])[0]["silhouette"]
        for matrix in (rows, rows + 1e8)
    )
    assert far == pytest.approx(near, abs=1e-4)
