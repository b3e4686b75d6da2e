import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.preprocessing import scale

from patronage.clustering import Gate, Resampling, SilhouetteSelection, Trials

IRIS = load_iris().data
QUICK = {
    "resampling": Resampling(n_bootstraps=3),
    "trials": Trials(n_nulls=19, n_references=2, n_splits=2),
}


def test_iris_has_its_highest_silhouette_in_two():
    fitted = SilhouetteSelection(KMeans(n_init=5), k_max=4, **QUICK).fit(IRIS)
    assert fitted.n_clusters_ == 2
    assert fitted.explanation_.startswith(
        "k = 2: it has the highest silhouette (0.681) of k = 2 to 4; "
    )


def test_two_groups_are_natural_though_the_business_serves_three():
    gate = Gate(min_n=30)
    fitted = SilhouetteSelection(KMeans(n_init=5), k_max=3, gate=gate, **QUICK)
    assert fitted.fit(scale(IRIS)).n_clusters_ == 2
    assert fitted.structure_ == "natural"
    assert "Too small" not in fitted.verdict_


def test_near_ties_are_told_but_the_highest_is_taken():
    table = {
        "k": np.array([2, 3, 4]),
        "silhouette": np.array([0.40, 0.42, 0.3]),
        "silhouette_se": np.array([0.01, 0.03, 0.01]),
    }
    choice = SilhouetteSelection()._choose(table, np.ones(3, dtype=bool))
    assert choice.row == 1
    assert choice.near.tolist() == [True, True, False]
    assert choice.why == (
        "it has the highest silhouette (0.420) of k = 2 to 4; near ties: 2 and 3"
    )
    assert np.isnan(choice.score).all()
