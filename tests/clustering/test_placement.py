import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.mixture import GaussianMixture

from patronage.clustering import (
    BalancedKMeans,
    Hdbscan,
    KMedoids,
    KPrototypes,
    RepeatableClusterer,
    Ward,
    placement,
)
from patronage.clustering.placement import NearestCentroid

CENTROIDS = np.array([[0.0, 0.0], [4.0, 0.0]])
IRIS = load_iris().data
CLUSTERERS = [
    None,
    GaussianMixture(),
    BalancedKMeans(),
    Hdbscan(min_cluster_size=10),
    KMedoids(),
    KPrototypes(),
    Ward(),
]


def test_the_nearest_centroid_is_chosen_with_a_relative_margin():
    rows = np.array([[1.0, 0.0], [2.0, 5.0], [4.0, 0.0]])
    placed = NearestCentroid(centroids=CENTROIDS).place(rows)
    assert placed.label.tolist() == [0, 0, 1]
    assert placed.margin.tolist() == pytest.approx([1 - 1 / 3, 0, 1])
    assert np.isnan(placed.probability).all()


def test_with_one_centroid_there_is_no_doubt():
    one = NearestCentroid(centroids=CENTROIDS[:1])
    assert one.place(np.array([[3.0, 3.0]])).margin.tolist() == [1]


def test_blocks_change_nothing(monkeypatch):
    placer = NearestCentroid(centroids=IRIS[[0, 70, 140]])
    whole = placer.place(IRIS)
    monkeypatch.setattr(placement, "BLOCK", 40)
    for name, values in vars(placement.in_blocks(placer, IRIS)).items():
        np.testing.assert_array_equal(values, getattr(whole, name))


@pytest.mark.parametrize("clusterer", CLUSTERERS)
def test_nobody_can_be_placed(clusterer):
    fitted = RepeatableClusterer(clusterer, n_clusters=3).fit(IRIS)
    placed = fitted.place(np.empty((0, 4)))
    assert placed.label.size == placed.margin.size == placed.probability.size == 0


@pytest.mark.parametrize("clusterer", CLUSTERERS)
def test_a_customer_alone_gets_the_same_bits_as_in_a_batch(clusterer):
    fitted = RepeatableClusterer(clusterer, n_clusters=3).fit(IRIS)
    batch = fitted.place(IRIS)
    alone = [fitted.place(row[None, :]) for row in IRIS]
    for name in ("label", "margin", "probability"):
        found = np.concatenate([getattr(one, name) for one in alone])
        np.testing.assert_array_equal(found, getattr(batch, name))
