import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from patronage.clustering import Gate, Resampling, StabilitySelection, Trials
from patronage.errors import QualityError

FOUR = make_blobs(600, centers=4, cluster_std=0.5, random_state=4)[0]


def selection(**settings):
    return StabilitySelection(
        KMeans(n_init=5),
        resampling=settings.pop("resampling", Resampling(n_bootstraps=5)),
        trials=Trials(n_nulls=19, n_references=2, n_splits=2),
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
    cut = selection(k_min=5, k_max=5).set_params(clusterer=KMeans(max_iter=1))
    assert "before it converged" in cut.fit(FOUR).verdict_


def test_customers_alike_get_the_same_segment_and_newcomers_one():
    fitted = selection(gate=Gate(min_n=10)).fit(np.vstack([FOUR, FOUR]))
    assert (fitted.labels_[:600] == fitted.labels_[600:]).all()
    assert (fitted.predict(FOUR[:1]) == fitted.labels_[:1]).all()


def test_the_table_says_all_that_was_measured_of_each_k():
    fitted = selection(k_max=4).fit(FOUR)
    table = fitted.selection_table_
    assert {len(column) for column in table.values()} == {3}
    assert [*table] == [
        "k",
        "silhouette",
        "silhouette_se",
        "simplified_silhouette",
        "calinski_harabasz",
        "davies_bouldin",
        "inertia",
        "min_n",
        "min_share",
        "noise_share",
        "agreement",
        "stability_ari",
        "stability_ari_low",
        "stability_ari_high",
        "jaccard_min",
        "jaccard_mean",
        "gap",
        "gap_se",
        "prediction_strength",
        "prediction_strength_se",
        "admissible",
        "near_tie",
        "score",
        "chosen",
        "tested_silhouette",
        "null_silhouette",
        "null_excess",
        "null_p",
    ]


def test_the_numbers_of_the_null_are_those_of_the_chosen_k():
    fitted = selection().fit(FOUR)
    table, chosen = fitted.selection_table_, fitted.selection_table_["chosen"]
    assert table["null_p"][chosen].tolist() == [fitted.null_p_]
    assert table["null_excess"][chosen].tolist() == [fitted.null_excess_]
    assert np.isnan(table["null_silhouette"][~chosen]).all()
    excess = table["tested_silhouette"] - table["null_silhouette"]
    assert np.array_equal(table["null_excess"], excess, equal_nan=True)
    assert 0 < fitted.null_excess_ < 1 - fitted.null_mean_


def test_each_cluster_says_how_far_it_comes_back():
    everyone = selection().fit(FOUR)
    assert len(everyone.segment_jaccard_) == everyone.n_clusters_
    sampled = selection(resampling=Resampling(n_bootstraps=5, sample_size=200))
    assert (sampled.fit(FOUR).segment_jaccard_ > 0.9).all()


def test_groups_too_small_to_serve_are_natural_all_the_same():
    fitted = selection(gate=Gate(min_n=10_000)).fit(FOUR)
    assert fitted.structure_ == "natural"
    assert fitted.verdict_.startswith("Natural groups")
    assert "Too small" in fitted.verdict_
    assert "Not stable" not in fitted.verdict_


def test_the_order_of_the_rows_changes_nothing():
    order = np.random.default_rng(3).permutation(len(FOUR))
    one, other = selection().fit(FOUR), selection().fit(FOUR[order])
    assert (one.labels_[order] == other.labels_).all()
    assert one.explanation_ == other.explanation_
    assert one.null_p_ == other.null_p_


def test_a_mixture_has_a_bic_that_is_told():
    fitted = selection(k_max=4).set_params(clusterer=GaussianMixture()).fit(FOUR)
    assert "inertia" not in fitted.selection_table_
    assert np.isfinite(fitted.selection_table_["bic"]).all()
    assert fitted.n_clusters_ == 4
    assert " and BIC agree." in fitted.explanation_


class Picky(KMeans):
    """K-means that leaves a cluster empty where there should be five or more."""

    def fit(self, X, y=None, sample_weight=None):
        super().fit(X, sample_weight=sample_weight)
        self.labels_ = np.minimum(self.labels_, 3)
        self.cluster_centers_[4:] = 1e6
        return self


def test_a_number_that_cannot_be_fitted_drops_out_and_the_others_go_on():
    fitted = selection(k_max=6).set_params(clusterer=Picky(n_init=5)).fit(FOUR)
    table = fitted.selection_table_
    assert table["k"].tolist() == [2, 3, 4, 5, 6]
    assert table["k"][table["chosen"]].tolist() == [4]
    for name in ("silhouette", "jaccard_min", "gap", "min_share", "null_p"):
        assert np.isnan(table[name][3:]).all(), name
    for name in ("admissible", "near_tie", "chosen"):
        assert not table[name][3:].any(), name
    assert fitted.explanation_.endswith("; 5 and 6 could not be fitted.")


def test_where_no_number_can_be_fitted_one_sentence_says_so():
    with pytest.raises(QualityError, match="none of 5 and 6 does"):
        selection(k_min=5, k_max=6).set_params(clusterer=Picky(n_init=2)).fit(FOUR)


def test_the_number_of_customers_held_against_chance_is_told():
    few = Trials(n_nulls=3, n_references=1, n_splits=1, sample_size=150)
    fitted = selection(k_max=4).set_params(trials=few)
    assert "Of 150 customers the silhouette is" in fitted.fit(FOUR).verdict_


@pytest.mark.parametrize(
    ("row", "said"),
    [({"k": 0}, []), ({"min_n": 5.0, "min_share": 0.01}, ["Too small"])],
)
def test_the_gate_can_be_asked_of_other_rows(row, said):
    fitted = selection().fit(FOUR)
    table, chosen = fitted.selection_table_, fitted.selection_table_["chosen"]
    own = {name: float(column[chosen][0]) for name, column in table.items()}
    assert fitted.refusals(own) == []
    found = [sentence.partition(":")[0] for sentence in fitted.refusals({**own, **row})]
    assert found == said
