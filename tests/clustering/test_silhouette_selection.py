from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from patronage.clustering import Gate, Resampling, SilhouetteSelection

IRIS = load_iris().data


def test_iris_has_its_highest_silhouette_in_two():
    fitted = SilhouetteSelection(
        KMeans(n_init=5), k_max=4, resampling=Resampling(n_bootstraps=3)
    ).fit(IRIS)
    assert fitted.n_clusters_ == 2
    assert fitted.explanation_ == (
        "k = 2: it has the highest silhouette (0.681) of k = 2 to 4."
    )


def test_what_is_large_and_stable_is_stable_however_few_the_segments():
    fitted = SilhouetteSelection(
        KMeans(n_init=5),
        k_max=3,
        gate=Gate(min_n=30),
        resampling=Resampling(n_bootstraps=3),
    ).fit(IRIS)
    assert (fitted.n_clusters_, fitted.structure_) == (2, "stable")
