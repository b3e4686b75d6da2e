from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from patronage.clustering import (
    Gate,
    RepeatableClusterer,
    Resampling,
    StabilitySelection,
    Trials,
)
from patronage.clustering.criteria import criteria

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "cdnow_sample.txt"
SEPARATE = make_blobs(600, centers=5, cluster_std=0.5, random_state=2)[0]
QUICK = Trials(n_nulls=19, n_references=2, n_splits=2)
# METHODS F.1: inertia and silhouette of k = 2 to 7
CDNOW = {
    2: (3205.986, 0.57304),
    3: (2263.097, 0.48085),
    4: (1805.792, 0.41295),
    5: (1487.234, 0.41138),
    6: (1249.782, 0.43349),
    7: (1093.632, 0.44175),
}


@pytest.fixture(scope="module")
def cdnow():
    """Recency, frequency and spending up to September 1997, as logs, standardised."""
    lines = pd.read_csv(SAMPLE, sep=r"\s+", header=None, dtype={2: str})
    lines[2] = pd.to_datetime(lines[2])
    end = pd.Timestamp("1997-09-30")
    by_customer = lines[lines[2] <= end].groupby(1)
    recency = (end - by_customer[2].max()).dt.days
    frequency, money = by_customer[2].nunique(), by_customer[4].sum()
    logs = np.log1p(np.column_stack([recency, frequency, money]).astype(float))
    return (logs - logs.mean(axis=0)) / logs.std(axis=0)


def test_cdnow_in_two_is_as_published(cdnow):
    fitted = RepeatableClusterer(KMeans(n_init=50, tol=0), n_clusters=2).fit(cdnow)
    (found,) = criteria(cdnow, [fitted])
    assert len(cdnow) == 2357
    assert found["inertia"] == pytest.approx(3205.986, abs=5e-4)
    assert found["silhouette"] == pytest.approx(0.57304, abs=5e-6)
    assert found["calinski_harabasz"] == pytest.approx(2839.10, abs=5e-3)
    assert found["davies_bouldin"] == pytest.approx(0.7829, abs=5e-5)
    assert sorted(np.bincount(fitted.labels_)) == [587, 1770]


@pytest.mark.parametrize("k", CDNOW)
def test_cdnow_in_k_is_no_worse_than_published(cdnow, k):
    inertia, silhouette = CDNOW[k]
    fitted = RepeatableClusterer(KMeans(n_init=50, tol=0), n_clusters=k).fit(cdnow)
    assert fitted.inertia_ <= inertia + 5e-4
    assert fitted.inertia_ == pytest.approx(inertia, rel=1e-4)
    (found,) = criteria(cdnow, [fitted])
    assert found["silhouette"] == pytest.approx(silhouette, abs=1e-3)


def test_clusters_that_are_there_are_found():
    fitted = StabilitySelection(KMeans(n_init=5), trials=QUICK).fit(SEPARATE)
    assert (fitted.n_clusters_, fitted.structure_) == (5, "natural")
    assert fitted.explanation_.startswith("k = 5: it is the largest whose clusters")
    assert fitted.near_ties_ == [4, 5]


@pytest.mark.parametrize("seed", range(5))
def test_one_homogeneous_population_has_no_structure(seed):
    cloud = np.random.default_rng(seed).normal(size=(1000, 8))
    resampling = Resampling(n_bootstraps=5, refit_inits=2)
    selection = StabilitySelection(
        KMeans(n_init=2), resampling=resampling, trials=QUICK
    ).fit(cloud)
    assert selection.structure_ == "none"
    assert not selection.selection_table_["admissible"].any()
    assert "none of them admissible" in selection.explanation_
    assert "Not stable" in selection.verdict_
    assert "Too small" not in selection.verdict_
    assert 3 <= selection.n_clusters_ <= 8


def test_segments_too_small_to_serve_are_not_admitted():
    gate = Gate(min_n=121)
    selection = StabilitySelection(KMeans(n_init=5), gate=gate, trials=QUICK)
    table = selection.fit(SEPARATE).selection_table_
    assert not table["admissible"][table["k"] == 5].any()


@pytest.mark.slow
def test_cdnow_is_a_continuum(cdnow):
    fitted = StabilitySelection(KMeans(n_init=10), n_jobs=2, trials=QUICK).fit(cdnow)
    assert fitted.structure_ in {"reproducible", "constructive"}
    assert fitted.null_excess_ < 0.05


def table(**columns):
    stable = {"jaccard_min": np.full(3, 0.9), "jaccard_mean": np.full(3, 0.9)}
    weak = {"prediction_strength": np.full(3, 0.5)}
    given = {n: np.array(v) for n, v in columns.items()}
    return {"k": np.array([3, 4, 5]), **stable, **weak, **given}


BEST_IN_THE_MIDDLE = {
    "silhouette": [0.1, 0.3, 0.2],
    "calinski_harabasz": [7, 9, 8],
    "davies_bouldin": [3, 1, 2],
    "stability_ari": [0.8, 0.9, 0.7],
}
TIED = {
    "silhouette": [0.3, 0.1, 0.2],
    "calinski_harabasz": [9, 8, 7],
    "davies_bouldin": [3, 1, 2],
    "stability_ari": [0.7, 0.9, 0.8],
}


def chosen(rows, admissible=(True, True, True)):
    return StabilitySelection()._choose(rows, np.array(admissible))


def test_the_best_by_more_than_a_standard_error_is_taken():
    choice = chosen(table(**BEST_IN_THE_MIDDLE))
    assert choice.score.tolist() == [1.25, 3, 1.75]
    assert choice.row == 1
    assert choice.near.tolist() == [False, True, False]
    assert choice.why == (
        "it has the best mean rank (3.00) among the admissible 3, 4 and 5"
    )


def test_the_largest_number_that_predicts_its_clusters_comes_first():
    close = {**BEST_IN_THE_MIDDLE, "silhouette": [0.31, 0.33, 0.30]}
    rows = table(**close, prediction_strength=[0.95, 0.7, 0.84])
    choice = chosen(rows)
    assert choice.row == 2
    assert choice.near.tolist() == [True, True, True]
    assert choice.why == (
        "it is the largest whose clusters predict who stays together (prediction "
        "strength 0.84, at least 0.8) among the admissible 3, 4 and 5; near ties: 3, 4 "
        "and 5"
    )
    assert choice.by == "prediction strength"
    assert chosen(rows, (True, True, False)).row == 0


def test_parts_of_a_group_are_not_taken_for_groups():
    rows = table(**BEST_IN_THE_MIDDLE, prediction_strength=[0.95, 0.95, 0.95])
    choice = chosen(rows)
    assert choice.row == 1
    assert choice.near.tolist() == [False, True, False]


def test_of_near_ties_the_fewest_segments_are_taken():
    choice = chosen(table(**TIED))
    assert choice.score.tolist() == [2, 2.25, 1.75]
    assert choice.row == 0
    assert choice.near.tolist() == [True, True, False]
    assert choice.why == (
        "it is the smallest of the near ties 3 and 4, whose mean ranks (2.00 for "
        "k = 3) are within one standard error of the best (2.25 for k = 4), among the "
        "admissible 3, 4 and 5"
    )


def test_the_best_may_be_the_smallest_of_the_near_ties():
    choice = chosen(table(**TIED), (False, True, True))
    assert choice.why.startswith("it has the best mean rank (1.75) among")
    scores = {**TIED, "stability_ari": [0.7, 0.8, 0.9]}
    choice = chosen(table(**scores), (False, True, True))
    assert choice.why.startswith(
        "it has the best mean rank (1.50) and is the smallest of the near ties 4 and 5"
    )


def test_only_the_admissible_are_ranked():
    choice = chosen(table(**BEST_IN_THE_MIDDLE), (True, False, True))
    assert choice.row in (0, 2)
    assert np.isnan(choice.score[1])


def test_where_nothing_is_admissible_what_comes_back_is_preferred():
    rows = table(**BEST_IN_THE_MIDDLE, jaccard_min=[0.9, 0.5, 0.9])
    choice = chosen(rows, (False, False, False))
    assert np.isnan(choice.score[1])
    assert choice.why.endswith("among 3 and 5, none of them admissible")


@pytest.mark.parametrize(
    ("columns", "admissible", "said"),
    [
        ({}, [False, True, False], "it is the only admissible number"),
        (
            {"jaccard_min": [0.5, 0.9, 0.5]},
            [False] * 3,
            "it is the only number that comes back and can be served, though not "
            "admissible",
        ),
        (
            {"jaccard_min": [0.5, 0.5, 0.5], "k": [2, 3, 9]},
            [False] * 3,
            "it is the only number tried that can be served, though not admissible",
        ),
    ],
)
def test_a_number_alone_is_not_called_the_best(columns, admissible, said):
    choice = chosen(table(**{**BEST_IN_THE_MIDDLE, **columns}), admissible)
    assert (choice.row, choice.why, choice.by) == (1, said, "")
    assert choice.near.tolist() == [False, True, False]


def test_the_only_number_tried_is_said_to_be():
    one = {name: column[:1] for name, column in table(**BEST_IN_THE_MIDDLE).items()}
    one |= {"k": np.array([2]), "jaccard_min": np.array([0.5])}
    choice = chosen(one, (False,))
    assert choice.why == "it is the only number tried, though not admissible"


def test_small_populations_can_be_admitted():
    few = make_blobs(200, centers=4, cluster_std=0.5, random_state=4)[0]
    fitted = StabilitySelection(KMeans(n_init=5), trials=QUICK, k_max=6).fit(few)
    admitted = fitted.selection_table_["k"][fitted.selection_table_["admissible"]]
    assert fitted.n_clusters_ == 4
    assert 4 in admitted


def test_where_nothing_was_drawn_again_nothing_is_denied():
    fitted = StabilitySelection(
        KMeans(n_init=2),
        k_max=4,
        resampling=Resampling(n_bootstraps=0),
        trials=Trials(n_nulls=0, n_references=1, n_splits=1),
    ).fit(np.random.default_rng(0).normal(size=(200, 2)))
    assert fitted.structure_ == "constructive"
