import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from patronage.clustering import prediction_strength as module
from patronage.clustering.prediction_strength import prediction_strength
from patronage.clustering.steady import steady_arithmetic
from patronage.errors import QualityError

IRIS = load_iris().data


def kmeans(rows, k):
    fitted = KMeans(k, n_init=5, random_state=0).fit(rows)
    return fitted.labels_.astype(np.int64), fitted.cluster_centers_


def of(rows, k, fit=kmeans, n_splits=50):
    rng = np.random.default_rng(1)
    with steady_arithmetic():
        return prediction_strength(rows, k, fit, n_splits=n_splits, rng=rng)


# fpc::prediction.strength in R, M = 50; k = 3 is at the border of .8
@pytest.mark.parametrize(
    ("k", "fpc"), [(2, 0.971), (3, 0.781), (4, 0.593), (5, 0.639), (6, 0.545)]
)
def test_iris_predicts_itself_as_in_fpc(k, fpc):
    mean, error = of(IRIS, k)
    assert mean == pytest.approx(fpc, abs=0.05)
    assert 0 < error < 0.04


def test_clusters_that_are_there_are_always_predicted():
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(90, 2)) + np.repeat([[0, 0], [30, 0], [0, 30]], 30, axis=0)
    assert of(rows, 3, n_splits=10) == (1, 0)


def test_the_worst_cluster_counts_by_its_pairs(monkeypatch):
    tables = [np.array([[4, 0], [1, 3]]), np.array([[2, 2], [0, 5]])]
    monkeypatch.setattr(module, "transfers", lambda *_: tables)
    mean, _ = of(IRIS, 2, n_splits=1)
    assert mean == pytest.approx((6 / 12 + 4 / 12) / 2)


def test_a_cluster_of_one_row_holds():
    def alone(half, k):
        return np.arange(len(half)), half

    assert of(np.arange(8.0)[:, None], 4, alone, n_splits=3) == (1, 0)


def test_what_cannot_be_fitted_on_a_half_predicts_nothing():
    def never(rows, k):
        raise QualityError("too few")

    assert of(IRIS, 2, never, n_splits=2) == (0, 0)


def test_one_split_has_no_error():
    assert np.isnan(of(IRIS, 2, n_splits=1)[1])


def test_the_same_seed_splits_alike_and_names_do_not_matter():
    def renamed(rows, k):
        labels, centroids = kmeans(rows, k)
        return (labels + 1) % k, np.roll(centroids, 1, axis=0)

    assert of(IRIS, 3, renamed, n_splits=5) == of(IRIS, 3, n_splits=5)
