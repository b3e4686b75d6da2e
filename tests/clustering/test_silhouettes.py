import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.metrics import silhouette_samples, silhouette_score

from patronage.clustering.silhouettes import half_precision, silhouettes

IRIS = load_iris().data
RNG = np.random.default_rng(1)
# more rows than a tile, clusters of many sizes
CLOUD = RNG.normal(size=(1300, 5)) + 40
LABELINGS = [
    RNG.choice(k, p=np.arange(1, k + 1) / np.arange(1, k + 1).sum(), size=1300)
    for k in (2, 5, 9)
]


def of(rows, labels):
    return silhouettes(rows, [np.array(labels)])[0]


@pytest.mark.parametrize(
    ("k", "mean"),
    [(2, 0.6810461692), (3, 0.5528190124), (4, 0.4980505050), (5, 0.4887488871)],
)
def test_iris_has_the_silhouettes_of_r(k, mean):
    labels = KMeans(k, n_init=20, random_state=0).fit_predict(IRIS)
    assert of(IRIS, labels).mean == pytest.approx(mean, abs=5e-11)


def test_clusters_of_iris_have_the_silhouettes_of_r():
    labels = KMeans(3, n_init=20, random_state=0).fit_predict(IRIS)
    found = dict(zip(np.bincount(labels), of(IRIS, labels).by_cluster, strict=True))
    assert found == pytest.approx({62: 0.41732, 38: 0.45111, 50: 0.79814}, abs=5e-6)


def test_all_labelings_in_one_pass_equal_sklearn():
    for found, labels in zip(silhouettes(CLOUD, LABELINGS), LABELINGS, strict=True):
        each = silhouette_samples(CLOUD, labels)
        assert found.mean == pytest.approx(silhouette_score(CLOUD, labels), abs=1e-9)
        assert found.se == pytest.approx(each.std(ddof=1) / np.sqrt(1300), abs=1e-9)
        means = [each[labels == one].mean() for one in np.unique(labels)]
        assert found.by_cluster == pytest.approx(means, abs=1e-9)


def test_single_precision_is_near_double():
    double = silhouettes(CLOUD, LABELINGS)
    single = silhouettes(CLOUD.astype(np.float32), LABELINGS)
    for a, b in zip(single, double, strict=True):
        assert a.by_cluster == pytest.approx(b.by_cluster, abs=1e-5)


def test_rows_far_from_the_origin_that_coincide_are_at_no_distance():
    rows = np.repeat([[1000.1, 7.0], [1000.3, 7.0]], 700, axis=0)
    labels = np.repeat([0, 1], 700)
    assert of(rows, labels).mean == pytest.approx(1, abs=1e-6)
    assert of(rows.astype(np.float32), labels).mean == pytest.approx(1, abs=1e-3)


def test_rows_of_no_cluster_are_left_out():
    labels = LABELINGS[1].copy()
    labels[::3] = -1
    without = of(CLOUD[labels >= 0], labels[labels >= 0])
    found = of(CLOUD, labels)
    assert (found.mean, found.se) == pytest.approx((without.mean, without.se))


def test_a_cluster_of_one_row_has_none():
    assert of(np.array([[0.0], [1.0], [9.0]]), [0, 0, 1]).by_cluster[1] == 0


def test_a_label_without_rows_has_a_place():
    found = of(np.array([[0.0], [1.0], [9.0], [9.5]]), [0, 0, 2, 2])
    assert np.isnan(found.by_cluster).tolist() == [False, True, False]
    assert found.mean == pytest.approx(
        silhouette_score([[0], [1], [9], [9.5]], [0, 0, 2, 2])
    )


@pytest.mark.parametrize("labels", [[0, 0, 0], [-1, -1, 1], [-1, -1, -1]])
def test_fewer_than_two_clusters_have_no_silhouette(labels):
    assert np.isnan(of(np.eye(3), labels).mean)


def test_rows_that_all_coincide_have_a_silhouette_of_nought():
    assert of(np.ones((6, 2)), [0, 1] * 3).mean == 0


def test_no_labelings_have_no_silhouettes():
    assert silhouettes(CLOUD, []) == []


def test_order_names_and_scale_change_nothing():
    labels = LABELINGS[1]
    order, names = RNG.permutation(1300), np.array([3, 0, 4, 1, 2])
    found, other = of(CLOUD, labels), of(7.1 * CLOUD[order], names[labels[order]])
    assert other.mean == pytest.approx(found.mean, abs=1e-12)
    assert other.by_cluster[names] == pytest.approx(found.by_cluster, abs=1e-12)


@pytest.mark.parametrize(("unit", "offset"), [(1.0, 1e8), (1e60, 0.0), (1e-60, 0.0)])
def test_half_the_digits_are_enough_whatever_the_offset_and_the_unit(unit, offset):
    found = half_precision(CLOUD * unit + offset)
    assert found.dtype == np.float32
    assert np.abs(found).max() <= 1
    exact = of(CLOUD, LABELINGS[1]).mean
    assert of(found, LABELINGS[1]).mean == pytest.approx(exact, abs=1e-6)


def test_equal_rows_have_no_size():
    assert (half_precision(np.full((4, 2), 7.0)) == 0).all()
