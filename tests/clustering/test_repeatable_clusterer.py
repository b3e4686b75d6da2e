import numpy as np
import pytest
from sklearn.cluster import (
    HDBSCAN,
    AgglomerativeClustering,
    BisectingKMeans,
    KMeans,
    MiniBatchKMeans,
)
from sklearn.datasets import load_iris
from sklearn.mixture import GaussianMixture

from patronage.agreement import adjusted_rand_index, contingency
from patronage.clustering import RepeatableClusterer
from patronage.clustering.criteria import criteria
from patronage.errors import QualityError

IRIS = load_iris().data
SPECIES = load_iris().target
CLUSTERERS = [
    KMeans(n_init=5),
    MiniBatchKMeans(n_init=5),
    BisectingKMeans(n_init=5),
    GaussianMixture(),
    AgglomerativeClustering(),
]
# METHODS F.8: k, inertia, sizes, silhouette, Caliński-Harabasz, Davies-Bouldin, ARI
REFERENCE = [
    (2, 152.3479518, [53, 97], 0.6810461692, 513.92454598, 0.4042928, 0.5399218),
    (3, 78.8514414, [38, 50, 62], 0.5528190124, 561.62775663, 0.6619715, 0.7302383),
    (4, 57.2284732, [28, 32, 40, 50], 0.498050505, 530.76580819, 0.780307, 0.6498177),
    (
        5,
        46.4461821,
        [12, 24, 25, 39, 50],
        0.4887488871,
        495.54148768,
        0.8059652,
        0.6078965,
    ),
]


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: f"k={row[0]}")
def test_iris_is_as_in_r(row):
    k, inertia, sizes, *separation, species = row
    fitted = RepeatableClusterer(KMeans(n_init=20), n_clusters=k).fit(IRIS)
    (found,) = criteria(IRIS, [fitted])
    assert fitted.inertia_ == pytest.approx(inertia, rel=1e-6)
    assert sorted(np.bincount(fitted.labels_)) == sizes
    names = ("silhouette", "calinski_harabasz", "davies_bouldin")
    assert [found[name] for name in names] == pytest.approx(separation, rel=1e-6)
    agreement = adjusted_rand_index(contingency(fitted.labels_, SPECIES))
    assert agreement == pytest.approx(species, abs=1e-6)


MIXTURES = [
    ("full", 2, 574.018),
    ("full", 3, 580.839),
    ("tied", 2, 688.097),
    ("tied", 4, 591.406),
    ("diag", 3, 744.632),
    ("spherical", 3, 853.809),
]


@pytest.mark.parametrize(("family", "k", "bic"), MIXTURES)
def test_mixtures_of_iris_have_the_known_bic(family, k, bic):
    mixture = GaussianMixture(
        covariance_type=family, n_init=10, tol=1e-6, max_iter=1000
    )
    fitted = RepeatableClusterer(mixture, n_clusters=k).fit(IRIS)
    assert fitted.bic_ == pytest.approx(bic, abs=1e-3)


@pytest.mark.parametrize("clusterer", CLUSTERERS, ids=lambda c: type(c).__name__)
def test_the_order_of_the_rows_does_not_matter(clusterer):
    shuffled = np.random.default_rng(1).permutation(len(IRIS))
    labels = RepeatableClusterer(clusterer, n_clusters=3).fit(IRIS).labels_
    again = RepeatableClusterer(clusterer, n_clusters=3).fit(IRIS[shuffled]).labels_
    assert (again == labels[shuffled]).all()


@pytest.mark.parametrize("clusterer", [CLUSTERERS[0], CLUSTERERS[2]])
def test_repeating_every_customer_gives_the_same_centroids(clusterer):
    once = RepeatableClusterer(clusterer, n_clusters=3).fit(IRIS)
    twice = RepeatableClusterer(clusterer, n_clusters=3).fit(np.vstack([IRIS, IRIS]))
    assert twice.centroids_ == pytest.approx(once.centroids_, rel=1e-12)
    assert (twice.labels_ == np.tile(once.labels_, 2)).all()


@pytest.mark.parametrize("clusterer", CLUSTERERS, ids=lambda c: type(c).__name__)
def test_scoring_the_training_rows_gives_the_training_labels(clusterer):
    fitted = RepeatableClusterer(clusterer, n_clusters=4).fit(IRIS)
    assert (fitted.predict(IRIS) == fitted.labels_).all()
    assert fitted.agreement_ > 0.9


def test_more_segments_than_distinct_customers_are_refused():
    with pytest.raises(QualityError, match="3 segments need as many distinct"):
        RepeatableClusterer(n_clusters=3).fit([[0.0], [1.0], [1.0], [1.0]])


def test_one_distinct_point_is_said():
    with pytest.raises(QualityError, match="one distinct point, use k = 1"):
        RepeatableClusterer(n_clusters=2).fit([[1.0], [1.0]])


def test_without_noise_there_is_no_noise_share():
    fitted = RepeatableClusterer(KMeans(n_init=1), n_clusters=3).fit(IRIS)
    assert fitted.noise_share_ == 0
    assert fitted.n_clusters_ == 3


def test_one_that_finds_its_own_number_is_not_held_to_the_one_asked_for():
    rows = np.concatenate([np.linspace(0, 1, 20), np.linspace(9, 10, 20)])[:, None]
    fitted = RepeatableClusterer(HDBSCAN(copy=True), n_clusters=8).fit(rows)
    assert fitted.n_clusters_ == len(fitted.centroids_) == 2


def test_gaps_are_refused_where_the_clusterer_cannot_have_them():
    with pytest.raises(ValueError, match="NaN"):
        RepeatableClusterer(n_clusters=2).fit([[0.0], [np.nan], [1.0]])


CUT = [
    KMeans(n_init=1, max_iter=1),
    MiniBatchKMeans(n_init=1, batch_size=10, max_iter=1, max_no_improvement=None),
    BisectingKMeans(n_init=1, max_iter=1),
    GaussianMixture(max_iter=1),
]


@pytest.mark.parametrize("clusterer", CUT, ids=lambda c: type(c).__name__)
@pytest.mark.filterwarnings("ignore:Best performing initialization")
def test_a_fit_that_was_cut_short_is_known(clusterer):  # 76
    cut = RepeatableClusterer(clusterer, n_clusters=5).fit(IRIS)
    assert not cut.converged_


@pytest.mark.parametrize("clusterer", CLUSTERERS, ids=lambda c: type(c).__name__)
@pytest.mark.parametrize("k", [2, 3, 5, 8])
def test_a_fit_that_was_not_is_not_said_to_be(clusterer, k):
    assert RepeatableClusterer(clusterer, n_clusters=k).fit(IRIS).converged_
    moved = RepeatableClusterer(clusterer, n_clusters=k).fit(IRIS * 1e4 + 1e6)
    assert moved.converged_ or type(clusterer) in {GaussianMixture, MiniBatchKMeans}


def test_what_is_saved_holds_no_customer():
    fitted = RepeatableClusterer(n_clusters=3).fit(IRIS)
    saved = fitted.without_labels()
    assert not hasattr(saved, "labels_")
    assert (saved.predict(IRIS) == fitted.labels_).all()
