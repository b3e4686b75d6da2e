import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from patronage.clustering import Gate, Resampling, StabilitySelection
from patronage.clustering.selection import composite_score
from patronage.errors import QualityError

FOUR = make_blobs(600, centers=4, cluster_std=0.5, random_state=4)[0]


def selection(**settings):
    return StabilitySelection(
        KMeans(n_init=5),
        resampling=settings.pop("resampling", Resampling(n_bootstraps=5)),
        **settings,
    )


def test_the_number_of_threads_changes_no_bit():
    one, two = (selection(n_jobs=n).fit(FOUR) for n in (1, 2))
    for name, column in one.selection_table_.items():
        assert np.array_equal(column, two.selection_table_[name], equal_nan=True), name
    assert (one.clusterer_.centroids_ == two.clusterer_.centroids_).all()


def test_of_many_customers_a_sample_is_evaluated_and_all_are_fitted():
    sampled = selection(resampling=Resampling(n_bootstraps=5, sample_size=200))
    sampled.fit(FOUR)
    assert sampled.selection_table_["min_n"].max() < 150
    everyone = selection().fit(FOUR)
    assert sampled.n_clusters_ == everyone.n_clusters_
    assert sampled.clusterer_.inertia_ == pytest.approx(everyone.clusterer_.inertia_)


def test_candidates_beyond_the_distinct_customers_are_left_out():
    points = np.repeat(FOUR[:4], 100, axis=0)
    fitted = selection(k_max=8).fit(points)
    assert fitted.selection_table_["k"].tolist() == [2, 3, 4]


@pytest.mark.parametrize("n", [1, 2])
def test_too_few_customers_are_refused(n):
    with pytest.raises(QualityError, match=f"3 segments need .* got {n} of {n}"):
        selection(k_min=3).fit(FOUR[:n])


def test_a_clusterer_that_was_cut_short_is_reported():
    cut = StabilitySelection(KMeans(n_init=1, max_iter=1), k_min=5, k_max=5)
    assert "before it converged" in cut.fit(FOUR).verdict_


def test_the_score_is_the_mean_rank_over_four_criteria():
    table = {
        "k": np.array([2, 3, 4]),
        "silhouette": np.array([0.9, 0.5, 0.4]),
        "calinski_harabasz": np.array([9.0, 5.0, 6.0]),
        "davies_bouldin": np.array([0.1, 0.6, 0.5]),
        "stability_ari": np.array([0.9, 0.9, 0.8]),
    }
    score, error = composite_score(table, np.array([False, True, True]))
    assert score[1:].tolist() == [1.5, 1.5]
    assert np.isnan(score[0])
    assert error[1] == pytest.approx(np.std([2, 1, 1, 2], ddof=1) / 2)


def test_customers_alike_get_the_same_segment_and_newcomers_one():
    fitted = selection(gate=Gate(min_n=10)).fit(np.vstack([FOUR, FOUR]))
    assert (fitted.labels_[:600] == fitted.labels_[600:]).all()
    assert (fitted.predict(FOUR[:1]) == fitted.labels_[:1]).all()
