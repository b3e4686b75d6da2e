import numpy as np
import pytest
from joblib import Parallel
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from patronage.clustering import KMedoids, KPrototypes, RepeatableClusterer
from patronage.clustering.layout import Layout, categories
from patronage.clustering.null_test import null_test

GROUPS = make_blobs(300, centers=3, cluster_std=0.5, random_state=1)[0]
CLOUD = np.random.default_rng(0).normal(size=(300, 3))


def measured(rows, *, k=3, n=19, n_jobs=1, clusterer=None):
    refit = RepeatableClusterer(clusterer or KMeans(n_init=2), n_clusters=k)
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


def test_neither_an_offset_nor_a_unit_changes_anything():
    rows = np.exp(CLOUD)
    far = measured(rows + 1e8)
    assert far.mean == pytest.approx(measured(rows).mean, abs=1e-4)
    large = measured(rows * 2.0**200)
    assert (large.silhouette, large.mean) == pytest.approx(
        (measured(rows).silhouette, measured(rows).mean), abs=1e-6
    )


LAYOUT = Layout(category=categories(2, [3]), weight=[1.0, 1.0, *[1 / 3] * 3])
MIXED = [
    KMeans(n_init=2),
    KPrototypes(n_init=2, layout=LAYOUT),
    KMedoids(layout=LAYOUT),
]


def with_a_category(kind, numbers):
    return np.column_stack([numbers, np.eye(3)[kind] * 1.5])


@pytest.mark.parametrize("clusterer", MIXED, ids=lambda c: type(c).__name__)
def test_a_category_that_has_nothing_to_do_with_numbers_makes_no_groups(clusterer):
    worlds = [np.random.default_rng(seed) for seed in range(6)]
    found = [
        measured(
            with_a_category(rng.integers(3, size=150), rng.normal(size=(150, 2))),
            clusterer=clusterer,
        )
        for rng in worlds
    ]
    natural = [each.p <= 0.05 and each.silhouette > each.mean + 0.05 for each in found]
    assert not any(natural)


@pytest.mark.parametrize("clusterer", MIXED, ids=lambda c: type(c).__name__)
def test_a_category_that_follows_from_a_number_makes_none_either(clusterer):
    rng = np.random.default_rng(3)
    numbers = rng.multivariate_normal([0, 0], [[1, 0.7], [0.7, 1]], 200)
    kind = np.array([2, 0, 1])[np.digitize(numbers[:, 0], [-0.5, 0.5])]
    found = measured(with_a_category(kind, numbers), clusterer=clusterer)
    assert found.silhouette < found.mean + 0.05


@pytest.mark.parametrize("clusterer", MIXED, ids=lambda c: type(c).__name__)
def test_kinds_apart_in_numbers_and_category_do(clusterer):
    rng = np.random.default_rng(3)
    kind = rng.integers(3, size=150)
    numbers = np.array([[0, 0], [4, 0], [2, 4]])[kind] + rng.normal(size=(150, 2))
    found = measured(with_a_category(kind, numbers), clusterer=clusterer)
    assert found.p <= 0.05
    assert found.silhouette > found.mean + 0.05


def test_customers_without_a_category_are_drawn_too():
    rng = np.random.default_rng(3)
    rows = with_a_category(rng.integers(3, size=150), rng.normal(size=(150, 2)))
    rows[:20, 2:] = rows[20:, 2:].mean(axis=0)
    found = measured(rows, clusterer=KMedoids(layout=LAYOUT))
    assert abs(found.silhouette - found.mean) < 0.05
