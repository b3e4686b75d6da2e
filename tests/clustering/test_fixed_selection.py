import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from patronage.clustering import FixedSelection, Resampling, Trials
from patronage.errors import QualityError

IRIS = load_iris().data


def test_what_was_asked_for_is_made_and_still_evaluated():
    fitted = FixedSelection(
        KMeans(n_init=5),
        n_clusters=3,
        resampling=Resampling(n_bootstraps=3),
        trials=Trials(n_nulls=3, n_references=2, n_splits=2),
    ).fit(IRIS)
    assert np.bincount(fitted.labels_).size == 3
    assert fitted.selection_table_["k"].tolist() == [3]
    assert fitted.selection_table_["jaccard_min"][0] > 0.8
    assert fitted.explanation_ == "k = 3: it was asked for."
    assert fitted.near_ties_ == [3]


@pytest.mark.parametrize("n", range(1, 4))
def test_fewer_customers_than_segments_are_refused(n):
    with pytest.raises(QualityError, match="4 segments need as many distinct"):
        FixedSelection(n_clusters=4).fit(IRIS[:n])
