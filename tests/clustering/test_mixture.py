import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.mixture import GaussianMixture

from patronage.clustering import RepeatableClusterer

IRIS = load_iris().data
FAMILIES = ["full", "tied", "diag", "spherical"]


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
