import numpy as np
import pytest
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import make_blobs

from patronage.clustering import (
    OwnSelection,
    Resampling,
    StabilitySelection,
    Trials,
)

ROWS = make_blobs(300, centers=3, cluster_std=0.3, random_state=2)[0]
QUICK = {
    "resampling": Resampling(n_bootstraps=2),
    "trials": Trials(n_nulls=3, n_references=2, n_splits=1),
}


@pytest.mark.parametrize("way", [OwnSelection, StabilitySelection])
def test_a_clusterer_that_finds_its_own_number_is_evaluated_once(way):
    fitted = way(DBSCAN(eps=1.0), **QUICK).fit(ROWS)
    assert fitted.selection_table_["k"].tolist() == [3]
    assert fitted.n_clusters_ == 3
    assert fitted.explanation_ == "k = 3: the clusterer found as many itself."
    assert np.isnan(fitted.selection_table_["gap"]).all()
    assert len(fitted.segment_jaccard_) == 3


def test_one_that_is_set_to_a_number_keeps_it():
    fitted = OwnSelection(KMeans(5, n_init=2), **QUICK).fit(ROWS)
    assert fitted.n_clusters_ == 5
    assert fitted.explanation_ == "k = 5: the clusterer is set to it."
