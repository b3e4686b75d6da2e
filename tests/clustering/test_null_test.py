import numpy as np
import pytest
from joblib import Parallel
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from patronage.clustering import RepeatableClusterer
from patronage.clustering.null_test import null_test

GROUPS = make_blobs(300, centers=3, cluster_std=0.5, random_state=1)[0]
CLOUD = np.random.default_rng(0).normal(size=(300, 3))


def measured(rows, *, k=3, n=19, n_jobs=1):
    refit = RepeatableClusterer(KMeans(n_init=2), n_clusters=k)
    seeds = np.random.SeedSequence(0).spawn(n)
    return null_test(rows, refit, seeds, Parallel(n_jobs=n_jobs, prefer="threads"))


def test_groups_stand_further_apart_than_their_nulls():
    found = measured(GROUPS)
    assert found.p == pytest.approx(1 / 20)
    assert found.silhouette > found.mean + 0.2


def test_a_normal_cloud_does_not():
    assert measured(CLOUD).p > 0.05


def test_threads_change_nothing():
    assert measured(CLOUD, n_jobs=2) == measured(CLOUD)


@pytest.mark.parametrize("settings", [{"k": 1}, {"n": 0}])
def test_nothing_to_compare_gives_no_p(settings):
    assert np.isnan(measured(GROUPS, **settings).p)


def test_rows_that_cannot_be_divided_have_no_silhouette():
    assert np.isnan(measured(np.ones((20, 2))).silhouette)
