"""Numbers of METHODS F.8 on iris and ruspini that no other test of the room has."""

import numpy as np
import pandas as pd
import pytest
from clustering.ruspini import RUSPINI
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.metrics import normalized_mutual_info_score
from sklearn.mixture import GaussianMixture

from patronage import compare, profiles
from patronage.clustering import RepeatableClusterer
from patronage.clustering.separation import separation
from patronage.clustering.silhouettes import silhouettes

IRIS, SPECIES = load_iris(return_X_y=True)
SCALED = (IRIS - IRIS.mean(axis=0)) / IRIS.std(axis=0, ddof=1)  # as R's scale()
COLUMNS = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
KMEANS = KMeans(n_init=500, tol=0.0)  # some optima are rare


def fitted(matrix, k, clusterer=KMEANS):
    return RepeatableClusterer(clusterer, n_clusters=k).fit(matrix)


@pytest.mark.parametrize(
    ("k", "inertia", "silhouette"),
    [
        (2, 220.879294, 0.58175),
        (3, 138.888360, 0.45995),
        (4, 113.331624, 0.38385),
        (5, 90.201901, 0.34195),
    ],
)
def test_scaled_iris_is_as_in_r(k, inertia, silhouette):
    model = fitted(SCALED, k)
    assert model.inertia_ == pytest.approx(inertia, rel=1e-8)
    (found,) = silhouettes(SCALED, [model.labels_])
    assert found.mean == pytest.approx(silhouette, abs=5e-6)


@pytest.mark.parametrize(
    ("k", "inertia", "silhouette"),
    [
        (2, 89337.8321, 0.58273),
        (3, 51063.4750, 0.63270),
        (4, 12881.0512, 0.73766),
        (5, 10126.7198, 0.70192),
    ],
)
def test_ruspini_is_as_in_r(k, inertia, silhouette):
    model = fitted(RUSPINI, k)
    assert model.inertia_ == pytest.approx(inertia, rel=1e-8)
    (found,) = silhouettes(RUSPINI, [model.labels_])
    assert found.mean == pytest.approx(silhouette, abs=5e-6)


def test_four_clusters_of_ruspini_are_the_four_groups():
    model = fitted(RUSPINI, 4)
    assert sorted(np.bincount(model.labels_)) == [15, 17, 20, 23]
    found = separation(RUSPINI, model.labels_, model.centroids_)
    assert found["calinski_harabasz"] == pytest.approx(425.327, abs=5e-4)


MIXTURES = [
    ("full", 1, 829.978),
    ("full", 2, 574.018),
    ("full", 3, 580.839),
    ("tied", 2, 688.097),
    ("tied", 3, 632.963),
    ("tied", 4, 591.406),
    ("diag", 2, 857.551),
    ("diag", 3, 744.632),
    ("spherical", 2, 1012.235),
    ("spherical", 3, 853.809),
]


@pytest.fixture(scope="module")
def bics():
    found = {}
    for family, k, _ in MIXTURES:
        mixture = GaussianMixture(
            covariance_type=family, n_init=10, tol=1e-6, max_iter=1000
        )
        found[family, k] = fitted(IRIS, k, mixture).bic_
    return found


@pytest.mark.parametrize(("family", "k", "bic"), MIXTURES)
def test_mixtures_of_iris_have_the_known_bic(bics, family, k, bic):
    assert bics[family, k] == pytest.approx(bic, abs=1e-3)


def test_two_full_components_are_the_best_mixture_of_iris(bics):
    assert min(bics, key=bics.get) == ("full", 2)


def flowers(**labels):
    """Tables as schemes make them, with a flower as a customer."""
    key = {
        "customer_id": [f"{i:03d}" for i in range(150)],
        "as_of": pd.Timestamp("2020-01-01"),
    }
    return [
        pd.DataFrame({**key, "segment": each, "status": "ok"})
        for each in labels.values()
    ]


def test_species_explain_the_known_share_of_each_measure():
    (species,) = flowers(species=SPECIES)
    features = species[["customer_id", "as_of", "status"]].assign(
        **dict(zip(COLUMNS, IRIS.T, strict=True))
    )
    dictionary = pd.DataFrame({"column": COLUMNS, "unit": "cm", "kind": "raw"})
    told = profiles.profile_features(features, species, dictionary, n_segments=3)
    shares = told.groupby("column")["eta2"].first()[COLUMNS]
    known = [0.6187057, 0.4007828, 0.9413717, 0.9288829]
    assert shares.tolist() == pytest.approx(known, abs=5e-8)
    within = (1 - shares["petal_length"]) / (150 - 3)
    ratio = shares["petal_length"] / (3 - 1) / within
    assert ratio == pytest.approx(1180.1612, abs=5e-5)


def test_three_clusters_share_the_known_information_with_the_species():
    found = compare.association(
        *flowers(clusters=fitted(IRIS, 3).labels_, species=SPECIES)
    )
    assert found["ami"] == pytest.approx(0.7551192, abs=5e-8)
    normalised = normalized_mutual_info_score(fitted(IRIS, 3).labels_, SPECIES)
    assert normalised == pytest.approx(0.7581757, abs=5e-8)
