import numpy as np
import pandas as pd
import pytest

from patronage.agreement import adjusted_rand_index, contingency
from patronage.clustering import GowerPreprocessing, KMedoids, RepeatableClusterer
from patronage.clustering.layout import told


@pytest.fixture
def tenants():
    """Two kinds of customers; a tenth of the values are missing."""
    rng = np.random.default_rng(4)
    kind = np.arange(240) % 2
    table = pd.DataFrame(
        {
            "age": rng.normal(30 + 30 * kind, 2),
            "rooms": rng.normal(2 + 5 * kind, 0.4),
            "city": np.where(rng.random(240) < 0.97, kind, 1 - kind).astype(str),
        }
    ).mask(rng.random((240, 3)) < 0.1)
    return table.assign(kind=kind)


def fit(table):
    made = GowerPreprocessing({"home": ["age", "rooms", "city"]}).fit(table)
    clusterer = told(KMedoids(), made)
    matrix = made.transform(table)
    return matrix, RepeatableClusterer(clusterer, n_clusters=2).fit(matrix)


def test_groups_are_found_though_values_are_missing(tenants):
    matrix, fitted = fit(tenants)
    found = adjusted_rand_index(contingency(fitted.labels_, tenants["kind"].to_numpy()))
    assert np.isnan(matrix).any()
    assert found > 0.85
    assert fitted.agreement_ == 1
    assert np.isfinite(fitted.centroids_).all()
    assert np.isfinite(fitted.inertia_)


def test_neither_order_nor_repetition_matters(tenants):
    _, once = fit(tenants)
    _, shuffled = fit(tenants.iloc[::-1])
    _, twice = fit(pd.concat([tenants, tenants]))
    assert (shuffled.labels_[::-1] == once.labels_).all()
    assert (twice.labels_ == np.tile(once.labels_, 2)).all()


def test_a_sample_is_enough_for_many():
    rng = np.random.default_rng(0)
    many = np.vstack([rng.normal(0, 0.1, (300, 2)), rng.normal(1, 0.1, (300, 2))])
    few = KMedoids(2, sample_size=50).fit(many)
    assert len(set(few.labels_[:300])) == len(set(few.labels_[300:])) == 1
    assert few.labels_[0] != few.labels_[-1]
