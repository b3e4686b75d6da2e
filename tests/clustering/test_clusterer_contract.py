"""Our clusterers keep scikit-learn's contract, and all give what selection needs."""

import numpy as np
import pytest
from sklearn.cluster import BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture
from sklearn.utils.estimator_checks import parametrize_with_checks

from patronage.clustering import (
    BalancedKMeans,
    Hdbscan,
    KMedoids,
    KPrototypes,
    RepeatableClusterer,
    Ward,
)
from patronage.io import load_model, save_model

OURS = [
    BalancedKMeans(3),
    Hdbscan(min_cluster_size=5),
    KMedoids(3),
    KPrototypes(3, n_init=1),
    Ward(3),
]
ALL = [
    *OURS,
    KMeans(n_init=5),
    MiniBatchKMeans(n_init=5),
    BisectingKMeans(n_init=5),
    GaussianMixture(),
]
BLOBS, KIND = make_blobs(300, 3, centers=3, cluster_std=0.6, random_state=5)


def known_failures(estimator):
    draws = "k-means++ draws other rows from repeated ones, as scikit-learn's KMeans"
    checks = ["check_sample_weight_equivalence_on_dense_data"]
    return dict.fromkeys(checks, draws) if isinstance(estimator, KPrototypes) else {}


@parametrize_with_checks(OURS, expected_failed_checks=known_failures)
def test_scikit_learn_can_use_it(estimator, check):
    check(estimator)


@pytest.mark.parametrize("clusterer", ALL, ids=lambda c: type(c).__name__)
def test_customers_far_apart_are_found_and_newcomers_placed_as_agreed(clusterer):
    fitted = RepeatableClusterer(clusterer, n_clusters=3).fit(BLOBS[:200])
    assert fitted.n_clusters_ == 3
    assert fitted.agreement_ >= 0.95
    assert fitted.noise_share_ <= 0.05
    assert fitted.centroids_.shape == (3, 3)
    assert np.isfinite(fitted.inertia_)
    found = fitted.predict(BLOBS[200:])
    for kind in range(3):
        labels = found[(KIND[200:] == kind) & (found >= 0)]
        assert len(set(labels.tolist())) == 1


@pytest.mark.parametrize("clusterer", ALL, ids=lambda c: type(c).__name__)
def test_what_is_saved_places_the_same(clusterer, tmp_path):
    fitted = RepeatableClusterer(clusterer, n_clusters=3).fit(BLOBS)
    path = save_model(tmp_path / "model", fitted.without_labels())
    again = load_model(path).place(BLOBS)
    for name, values in vars(fitted.place(BLOBS)).items():
        np.testing.assert_array_equal(getattr(again, name), values)
