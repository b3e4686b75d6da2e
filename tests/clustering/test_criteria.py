import numpy as np

from patronage.clustering import RepeatableClusterer
from patronage.clustering.criteria import criteria

ROWS = np.array([[0.0], [0.0], [0.0], [9.0]])


def test_a_cluster_a_point_has_no_inertia_and_the_smallest_size_is_told():
    found = criteria(ROWS, RepeatableClusterer(n_clusters=2).fit(ROWS))
    assert (found["inertia"], found["min_n"], found["min_share"]) == (0, 1, 0.25)


def test_separation_is_not_defined_for_one_cluster():
    found = criteria(ROWS, RepeatableClusterer(n_clusters=1).fit(ROWS))
    assert np.isnan(found["silhouette"])
