import itertools

import numpy as np
import pandas as pd
import pytest
from sklearn.preprocessing import StandardScaler

from patronage.agreement import adjusted_rand_index, contingency
from patronage.clustering import KPrototypes, MixedPreprocessing, RepeatableClusterer
from patronage.clustering.k_prototypes import _occupied
from patronage.clustering.layout import Layout, told
from patronage.errors import QualityError

GAMMA = 0.8


@pytest.fixture
def table():
    rng = np.random.default_rng(1)
    kind = np.arange(90) % 3
    own = np.array(["flat", "house", "farm"])[kind]
    return pd.DataFrame(
        {
            "spend": rng.normal(1.5 * kind),
            "visits": rng.normal(-kind),
            "home": np.where(rng.random(90) < 0.7, own, rng.choice(own, 90)),
            "pays": rng.choice(["cash", "card"], 90),
        }
    ).assign(kind=kind)


def embedded(table):
    names = ["spend", "visits", "home", "pays"]
    steps = {"scale": StandardScaler()}
    made = MixedPreprocessing({"all": names}, steps, gamma=GAMMA).fit(table)
    return made, made.transform(table)


def huang(table, labels, k):
    """The cost as Huang (1998) writes it, for scaled numbers and categories."""
    numbers = StandardScaler().fit_transform(table[["spend", "visits"]])
    total = 0.0
    for cluster in range(k):
        rows = labels == cluster
        total += ((numbers[rows] - numbers[rows].mean(axis=0)) ** 2).sum()
        for name in ("home", "pays"):
            total += GAMMA * (rows.sum() - table[name][rows].value_counts().max())
    return total


def test_its_inertia_is_the_cost_of_huang(table):
    made, matrix = embedded(table)
    fitted = told(KPrototypes(3), made).fit(matrix)
    cost = huang(table, fitted.labels_, 3) * made.scale_[0] ** 2
    assert fitted.inertia_ == pytest.approx(cost)
    assert fitted.converged_


def test_of_few_customers_no_partition_is_better(table):
    few = table.iloc[:10]
    made, matrix = embedded(few)
    fitted = told(KPrototypes(2, n_init=20), made).fit(matrix)
    splits = itertools.product((0, 1), repeat=9)
    best = min(huang(few, np.array([0, *split]), 2) for split in splits if any(split))
    assert huang(few, fitted.labels_, 2) == pytest.approx(best)


def test_centres_are_means_and_modes(table):
    made, matrix = embedded(table)
    fitted = told(KPrototypes(3), made).fit(matrix)
    for cluster, centre in enumerate(fitted.cluster_centers_ / made.scale_):
        members = table[fitted.labels_ == cluster]
        levels = dict(zip(made.names_[2:], centre[2:], strict=True))
        modes = {f"{name}={members[name].mode()[0]}" for name in ("home", "pays")}
        assert {name for name, value in levels.items() if value == 1} == modes
        assert set(levels.values()) == {0, 1}


def test_it_finds_the_kinds_and_neither_order_nor_repetition_matters(table):
    made, matrix = embedded(table)
    clusterer = told(KPrototypes(), made)
    once = RepeatableClusterer(clusterer, n_clusters=3).fit(matrix)
    turned = RepeatableClusterer(clusterer, n_clusters=3).fit(matrix[::-1])
    twice = RepeatableClusterer(clusterer, n_clusters=3).fit(np.vstack([matrix] * 2))
    assert (
        adjusted_rand_index(contingency(once.labels_, table["kind"].to_numpy())) > 0.4
    )
    assert (turned.labels_[::-1] == once.labels_).all()
    assert (twice.labels_ == np.tile(once.labels_, 2)).all()
    assert once.agreement_ == 1


def test_weights_are_repetitions():
    rng = np.random.default_rng(3)
    matrix = np.column_stack([rng.normal(size=40), np.eye(3)[rng.integers(3, size=40)]])
    layout = Layout(category=[-1, 0, 0, 0], weight=[1.0] * 4)
    counts = rng.integers(1, 4, size=40)
    weighted = KPrototypes(3, n_init=30, layout=layout).fit(
        matrix, sample_weight=counts
    )
    repeated = KPrototypes(3, n_init=30, layout=layout).fit(
        np.repeat(matrix, counts, axis=0)
    )
    assert weighted.inertia_ == pytest.approx(repeated.inertia_)


def test_more_clusters_than_customers_are_refused():
    with pytest.raises(QualityError, match="3 segments need as many customers; got 2"):
        KPrototypes(3).fit([[0.0], [1.0]])


def test_two_empty_clusters_do_not_take_both_rows_of_a_third():
    apart = np.array([[9.0, 99, 99, 99], [8, 99, 99, 99], *[[99, 1, 99, 99]] * 3])
    filled = _occupied(np.array([0, 0, 1, 1, 1]), apart)
    assert (np.bincount(filled, minlength=4) > 0).all()
