import numpy as np
from joblib import Parallel
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from patronage.clustering import RepeatableClusterer, Resampling
from patronage.clustering.evaluation import evaluate

ROWS = make_blobs(200, centers=3, cluster_std=0.4, random_state=3)[0]


def evaluated(n_bootstraps):
    fitted = [
        RepeatableClusterer(KMeans(n_init=3), n_clusters=k).fit(ROWS) for k in (2, 3, 4)
    ]
    resampling = Resampling(n_bootstraps=n_bootstraps)
    return evaluate(ROWS, fitted, resampling, Parallel(n_jobs=1))


def test_the_table_has_a_row_and_the_jaccards_a_cluster_for_each_k():
    found = evaluated(3)
    assert found.table["k"].tolist() == [2, 3, 4]
    assert [len(jaccard) for jaccard in found.jaccard] == [2, 3, 4]
    for row, jaccard in enumerate(found.jaccard):
        assert jaccard.min() == found.table["jaccard_min"][row]
    assert (found.jaccard[1] > 0.99).all()


def test_without_bootstraps_stability_is_not_known():
    found = evaluated(0)
    assert np.isnan(found.table["jaccard_min"]).all()
    assert np.isnan(found.jaccard[2]).tolist() == [True] * 4
