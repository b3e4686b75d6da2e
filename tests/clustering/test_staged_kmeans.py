import inspect

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.cluster._kmeans import _kmeans_single_lloyd
from sklearn.datasets import load_iris
from sklearn.utils.estimator_checks import parametrize_with_checks
from threadpoolctl import threadpool_limits

from patronage.clustering import RepeatableClusterer, StagedKMeans
from patronage.errors import QualityError

WEIGHTS = "as in scikit-learn's KMeans, repeated rows are drawn otherwise than weights"


def known_failures(_):
    return {"check_sample_weight_equivalence_on_dense_data": WEIGHTS}


@parametrize_with_checks([StagedKMeans()], expected_failed_checks=known_failures)
def test_scikit_learn_can_use_it(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def mixture():
    rng = np.random.default_rng(0)
    means = rng.normal(size=(5, 6))
    return means[rng.integers(5, size=20_000)] + rng.normal(size=(20_000, 6))


@pytest.mark.parametrize(
    ("k", "inertia"),
    [(2, 152.3479518), (3, 78.8514414), (4, 57.2284732), (5, 46.4461821)],
)
def test_iris_has_the_published_inertia(k, inertia):
    fitted = StagedKMeans(k, n_init=50, tol=0.0, random_state=0).fit(load_iris().data)
    assert fitted.inertia_ == pytest.approx(inertia, abs=1e-6)


@pytest.mark.parametrize("k", [2, 5, 9])
def test_on_more_rows_than_a_sample_it_is_as_good_as_ten_starts(mixture, k):
    plain = KMeans(k, n_init=10, random_state=0).fit(mixture).inertia_
    assert StagedKMeans(k, random_state=0).fit(mixture).inertia_ < plain * 1.001


def test_centres_are_the_means_of_their_rows(mixture):
    fitted = StagedKMeans(4, random_state=0).fit(mixture)
    means = [mixture[fitted.labels_ == one].mean(axis=0) for one in range(4)]
    assert fitted.cluster_centers_ == pytest.approx(np.array(means), rel=1e-12)


def test_weights_count_as_repetitions(mixture):
    few = mixture[:3_000]
    counts = np.random.default_rng(0).integers(1, 4, size=3_000)
    weighted = StagedKMeans(3, random_state=0).fit(few, sample_weight=counts)
    repeated = StagedKMeans(3, random_state=0).fit(np.repeat(few, counts, axis=0))
    assert weighted.inertia_ == pytest.approx(repeated.inertia_, rel=1e-4)


def test_any_number_of_threads_gives_the_same_bits(mixture):
    found = []
    for threads in (1, 2):
        with threadpool_limits(limits=threads):
            found.append(StagedKMeans(6, random_state=0).fit(mixture))
    assert found[0].cluster_centers_.tobytes() == found[1].cluster_centers_.tobytes()


def test_large_amounts_lose_nothing(mixture):
    fitted = StagedKMeans(5, random_state=0)
    moved = clone(fitted).fit(mixture * 1e6 + 1e12)
    assert (fitted.fit(mixture).labels_ == moved.labels_).mean() > 0.999


def test_sorted_by_value_the_order_of_rows_does_not_matter(mixture):
    order = np.random.default_rng(0).permutation(len(mixture))
    wrapped = RepeatableClusterer(StagedKMeans(), n_clusters=5)
    there, here = wrapped.fit(mixture).labels_, clone(wrapped).fit(mixture[order])
    assert (there[order] == here.labels_).all()


def test_too_few_rows_are_told():
    with pytest.raises(QualityError, match="3 segments need as many customers; got 2"):
        StagedKMeans(3).fit([[0.0], [1.0]])


def test_clusters_that_nothing_weighs_in_keep_a_finite_centre():
    fitted = StagedKMeans(3, random_state=0).fit([[1.0], [1.0], [1.0], [2.0]])
    assert np.isfinite(fitted.cluster_centers_).all()
    assert fitted.inertia_ == pytest.approx(0)


def test_rows_beside_one_that_outweighs_all_are_clustered_too(mixture):
    weights = np.ones(len(mixture))
    weights[7] = 1e9
    fitted = StagedKMeans(8, n_init=2, random_state=0).fit(mixture, None, weights)
    assert (np.bincount(fitted.labels_, minlength=8) > 0).all()


def test_the_private_loop_still_is_what_it_was(mixture):
    asked = inspect.signature(_kmeans_single_lloyd).parameters
    assert [*asked][:3] == ["X", "sample_weight", "centers_init"]
    assert {"max_iter", "tol", "n_threads"} < {*asked}
    rows, starts = mixture.astype(np.float32), mixture[:4].astype(np.float32)
    once = np.ones(len(rows), dtype=np.float32)
    labels, inertia, centres, n_iter = _kmeans_single_lloyd(
        rows, once, starts.copy(), max_iter=300, tol=1e-9, n_threads=1
    )
    plain = KMeans(4, init=starts, n_init=1, tol=1e-9).fit(rows)
    assert centres == pytest.approx(plain.cluster_centers_, abs=1e-3)
    assert inertia == pytest.approx(plain.inertia_, rel=1e-4)
    assert (labels == plain.labels_).mean() > 0.999
    assert 1 < n_iter <= 300
