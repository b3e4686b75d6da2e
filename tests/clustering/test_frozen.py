from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.mixture import GaussianMixture

from patronage.clustering import Ward
from patronage.clustering.frozen import frozen
from patronage.clustering.mixture import Mixture

IRIS = load_iris().data


def test_a_model_that_brings_its_placer_is_placed_by_it():
    ward = Ward(3).fit(IRIS)
    assert frozen(ward) is ward.placer_


def test_a_mixture_is_placed_by_its_components():
    assert isinstance(frozen(GaussianMixture(2).fit(IRIS)), Mixture)


def test_any_other_model_brings_none():
    assert frozen(KMeans(2).fit(IRIS)) is None
