import numpy as np
import pytest
from joblib import Parallel
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import KMeans

from patronage.clustering import RepeatableClusterer
from patronage.clustering.attempts import attempt, with_failed
from patronage.errors import QualityError

ROWS = np.arange(12.0)[:, None]


class Picky(ClusterMixin, BaseEstimator):
    """Cannot be had with some numbers of clusters."""

    def __init__(self, n_clusters=2, refused=()):
        self.n_clusters = n_clusters
        self.refused = refused

    def fit(self, X, y=None):
        if self.n_clusters in self.refused:
            raise QualityError(f"clustering: {self.n_clusters} are one too many.")
        self.labels_ = np.arange(len(X)) % self.n_clusters
        return self


def attempted(ks, refused):
    models = [RepeatableClusterer(Picky(refused=refused), n_clusters=k) for k in ks]
    return attempt(models, ROWS[:, [0]] % 2, Parallel(n_jobs=1))


def test_a_number_that_cannot_be_fitted_leaves_the_others_alone():
    models = [RepeatableClusterer(KMeans(n_init=1), n_clusters=k) for k in (2, 13, 3)]
    found = attempt(models, ROWS, Parallel(n_jobs=1))
    assert [model.n_clusters_ for model in found.fitted] == [2, 3]
    assert found.failed == [13]


def test_where_none_can_be_fitted_one_sentence_names_them_all():
    with pytest.raises(QualityError) as raised:
        attempted([1, 2], refused=(1, 2))
    assert str(raised.value) == (
        "clustering: some number of segments should fit the customers; none of 1 and 2 "
        "does (1: 1 are one too many)."
    )


def test_of_one_number_its_own_sentence_is_kept():
    with pytest.raises(QualityError, match=r"^clustering: 2 are one too many\.$"):
        attempted([2], refused=(2,))


def test_the_table_has_an_empty_row_for_what_failed_in_its_place():
    table = {
        "k": np.array([2, 4]),
        "silhouette": np.array([0.3, 0.2]),
        "admissible": np.array([True, False]),
    }
    wider = with_failed(table, [3])
    assert wider["k"].tolist() == [2, 3, 4]
    assert wider["k"].dtype == table["k"].dtype
    assert np.array_equal(wider["silhouette"], [0.3, np.nan, 0.2], equal_nan=True)
    assert wider["admissible"].tolist() == [True, False, False]


def test_where_nothing_failed_the_table_is_as_it_was():
    table = {"k": np.array([2, 4]), "chosen": np.array([True, False])}
    assert {n: c.tolist() for n, c in with_failed(table, []).items()} == {
        "k": [2, 4],
        "chosen": [True, False],
    }
