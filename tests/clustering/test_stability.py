import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from patronage.clustering import RepeatableClusterer, Resampling
from patronage.clustering.hdbscan import Hdbscan
from patronage.clustering.stability import Replicate, replicate, stability

IRIS = load_iris().data


def bootstraps(k, n=300):
    fitted = RepeatableClusterer(KMeans(n_init=10), n_clusters=k).fit(IRIS)
    seeds = np.random.SeedSequence(0).spawn(n)
    return [replicate(IRIS, fitted, Resampling(), seed) for seed in seeds]


@pytest.mark.parametrize(
    ("k", "clusterboot"),
    [(2, [0.995, 0.997]), (3, [0.953, 0.963, 1.0]), (4, [0.843, 0.853, 0.936, 1.0])],
)
def test_iris_is_as_stable_as_in_fpc(k, clusterboot):
    by_cluster = np.mean([one.jaccard for one in bootstraps(k)], axis=0)
    assert sorted(by_cluster) == pytest.approx(clusterboot, abs=0.03)


def test_the_same_seed_draws_the_same_customers():
    first, again = bootstraps(3, n=1)[0], bootstraps(3, n=1)[0]
    assert first.ari == again.ari


def test_the_least_stable_segment_counts():
    drawn = [
        Replicate(ari=0.5, jaccard=np.array([1.0, 0.4])),
        Replicate(ari=0.7, jaccard=np.array([0.8, 0.6])),
    ]
    assert stability(drawn) == pytest.approx(
        {
            "stability_ari": 0.6,
            "stability_ari_low": 0.505,
            "stability_ari_high": 0.695,
            "jaccard_min": 0.5,
            "jaccard_mean": 0.7,
        }
    )


def test_a_draw_of_too_few_customers_finds_nothing():
    fitted = RepeatableClusterer(n_clusters=3).fit(IRIS[[0, 60, 120]])
    seeds = np.random.SeedSequence(0).spawn(20)
    drawn = [
        replicate(IRIS[[0, 60, 120]], fitted, Resampling(), seed) for seed in seeds
    ]
    assert min(one.ari for one in drawn) == 0


def test_members_whom_a_refit_leaves_out_are_missing():
    rng = np.random.default_rng(0)
    dense = rng.normal(size=(200, 2)) + 20 * (np.arange(200) % 2)[:, None]
    matrix = np.vstack([dense, rng.uniform(-30, 30, size=(100, 2))])
    fitted = RepeatableClusterer(Hdbscan(min_cluster_size=15)).fit(matrix)
    again = replicate(matrix, fitted, Resampling(), np.random.SeedSequence(0))
    assert len(again.jaccard) == 2
    assert again.ari < again.jaccard.min() < again.jaccard.max() < 1
