import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.mixture import GaussianMixture

from patronage.clustering import RepeatableClusterer
from patronage.clustering.placement import by_centroid

CENTROIDS = np.array([[0.0, 0.0], [4.0, 0.0]])
IRIS = load_iris().data
FAMILIES = ["full", "tied", "diag", "spherical"]


def test_the_nearest_centroid_is_chosen_with_a_relative_margin():
    placed = by_centroid(np.array([[1.0, 0.0], [2.0, 5.0], [4.0, 0.0]]), CENTROIDS)
    assert placed.label.tolist() == [0, 0, 1]
    assert placed.margin.tolist() == pytest.approx([1 - 1 / 3, 0, 1])
    assert np.isnan(placed.probability).all()


def test_with_one_centroid_there_is_no_doubt():
    assert by_centroid(np.array([[3.0, 3.0]]), CENTROIDS[:1]).margin.tolist() == [1]


def test_nobody_can_be_placed():
    assert by_centroid(np.empty((0, 2)), CENTROIDS).label.size == 0


@pytest.mark.parametrize("family", FAMILIES)
def test_posteriors_are_those_of_scikit_learn(family):
    mixture = GaussianMixture(covariance_type=family, init_params="k-means++")
    ours = RepeatableClusterer(mixture, n_clusters=3).fit(IRIS)
    ordered = IRIS[np.lexsort(IRIS.T[::-1])]
    theirs = mixture.set_params(n_components=3, random_state=0).fit(ordered)
    probability = theirs.predict_proba(IRIS)
    assert ours.place(IRIS).probability == pytest.approx(probability.max(axis=1))
    lead = np.sort(probability, axis=1) @ [0, -1, 1]
    assert ours.place(IRIS).margin == pytest.approx(lead)


@pytest.mark.parametrize("clusterer", [None, GaussianMixture()])
def test_a_customer_alone_gets_the_same_bits_as_in_a_batch(clusterer):
    fitted = RepeatableClusterer(clusterer, n_clusters=3).fit(IRIS)
    batch = fitted.place(IRIS)
    alone = [fitted.place(row[None, :]) for row in IRIS]
    assert [one.label[0] for one in alone] == batch.label.tolist()
    assert [one.margin[0] for one in alone] == batch.margin.tolist()
    assert [f"{one.probability[0]}" for one in alone] == [
        f"{value}" for value in batch.probability
    ]
