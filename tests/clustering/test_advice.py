import numpy as np
from joblib import Parallel
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from patronage.clustering import RepeatableClusterer, Trials
from patronage.clustering.advice import Advice, advice, no_advice

ROWS = make_blobs(400, centers=4, cluster_std=0.4, random_state=8)[0]
TRIALS = Trials(n_references=5, n_splits=3)


def advised(rows, ks):
    refits = [RepeatableClusterer(KMeans(n_init=2), n_clusters=k) for k in ks]
    return advice(rows, refits, TRIALS, Parallel(n_jobs=1))


def test_separate_groups_are_counted_by_both():
    ks = np.arange(2, 7)
    found = advised(ROWS, ks)
    told = dict(found.others({"k": ks, **found.columns}))
    assert told == {"gap": 4, "prediction strength": 4}
    assert found.columns["prediction_strength"][3] < 0.8


def test_even_customers_are_one_group_to_both():
    even = np.random.default_rng(0).uniform(size=(400, 2))
    ks = np.arange(3, 6)
    found = advised(even, ks)
    told = dict(found.others({"k": ks, **found.columns}))
    assert told == {"gap": 1, "prediction strength": 1}


def test_a_k_beyond_the_distinct_rows_has_no_gap_and_no_strength():
    few = np.repeat([[0.0], [1.0], [5.0]], 20, axis=0)
    columns = advised(few, [2, 4]).columns
    assert np.isfinite(columns["gap"][0])
    assert np.isnan(columns["gap"][1])
    assert columns["prediction_strength"][1] == 0


def test_bic_speaks_where_there_is_one():
    table = {"k": np.array([2, 3]), "bic": np.array([9.0, 7.0])}
    columns = {"prediction_strength": np.array([0.9, 0.2])}
    told = Advice(columns=columns, gap_choice=3).others({**table, **columns})
    assert dict(told) == {"gap": 3, "prediction strength": 2, "BIC": 3}


def test_nobody_advises_on_one_candidate():
    table = {"k": np.array([3]), **no_advice().columns}
    assert list(no_advice().others(table)) == []


def test_customers_too_few_to_halve_have_no_strength():
    columns = advised(np.arange(5.0)[:, None], [3]).columns
    assert np.isnan(columns["prediction_strength"]).all()


def test_the_gap_compares_each_number_with_the_next_below_the_range_too():
    two = make_blobs(300, centers=[[0, 0], [9, 9]], cluster_std=0.5, random_state=1)[0]
    ks = np.arange(3, 6)
    found = advised(two, ks)
    told = dict(found.others({"k": ks, **found.columns}))
    assert told["gap"] == 2
    assert len(found.columns["gap"]) == 3


def test_each_number_has_the_gap_that_it_has_in_a_wider_range():
    narrow, wide = advised(ROWS, [3, 4, 5]).columns, advised(ROWS, [2, 3, 4, 5]).columns
    assert narrow["gap"].tolist() == wide["gap"][1:].tolist()
    assert narrow["gap_se"].tolist() == wide["gap_se"][1:].tolist()
