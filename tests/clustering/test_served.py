from types import SimpleNamespace

import numpy as np
import pytest

from patronage.clustering.served import served

SELECTION = SimpleNamespace(
    labels_=np.zeros(200), clusterer_=SimpleNamespace(agreement_=0.97)
)


def test_the_gate_sees_segments_of_everyone_that_was_clustered():
    numbering = SimpleNamespace(
        sizes=np.array([120, 50]), jaccard=np.array([0.95, 0.85])
    )
    row = served(numbering, SELECTION)
    assert (row["k"], row["min_n"], row["min_share"]) == (2, 50, 0.25)
    assert (row["jaccard_min"], row["agreement"]) == (0.85, 0.97)
    assert row["jaccard_mean"] == pytest.approx(0.9)


def test_where_nothing_was_found_there_is_nothing_to_see():
    nothing = SimpleNamespace(sizes=np.array([], dtype=int), jaccard=np.array([]))
    row = served(nothing, SELECTION)
    assert (row["k"], row["min_n"]) == (0, 0)
    assert np.isnan(row["jaccard_min"])
