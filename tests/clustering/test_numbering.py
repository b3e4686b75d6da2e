from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from patronage.clustering.numbering import canonical_order, numbered, ranked_values
from patronage.errors import ConfigError

LABELS = np.array([0, 0, 1, 1, 2, 2])
VALUE = np.array([1.0, 2.0, 9.0, 8.0, 5.0, 4.0])
PLACES = np.array([[3.0], [2.0], [1.0]])
APART = np.arange(3)


def test_the_cluster_of_the_most_valuable_customers_is_segment_0():
    assert canonical_order(VALUE, LABELS, PLACES, APART).tolist() == [2, 0, 1]


def test_clusters_of_one_group_are_one_segment():
    groups = np.array([0, 1, 0])
    assert canonical_order(VALUE, LABELS, PLACES, groups).tolist() == [1, 0, 1]


def test_equally_valuable_clusters_go_by_their_place():
    assert canonical_order(np.ones(6), LABELS, PLACES, APART).tolist() == [2, 1, 0]


def test_a_missing_value_is_the_lowest():
    value = np.array([1.0, 1.0, np.nan, np.nan, 2.0, 2.0])
    assert canonical_order(value, LABELS, PLACES, APART).tolist() == [1, 2, 0]


def test_customers_in_no_cluster_count_for_nothing():
    labels = np.append(LABELS, [-1, -1])
    value = np.append(VALUE, [100.0, -100.0])
    assert canonical_order(value, labels, PLACES, APART).tolist() == [2, 0, 1]


def test_what_the_clusterer_calls_a_cluster_does_not_matter():
    turn = np.array([2, 0, 1])
    back = np.argsort(turn)
    order = canonical_order(VALUE, turn[LABELS], PLACES[back], APART)
    assert order[turn[LABELS]].tolist() == [2, 2, 0, 0, 1, 1]


def test_the_stability_of_merged_clusters_is_their_mean_by_size():
    labels = np.repeat([0, 1, 2], [50, 40, 10])
    selection = SimpleNamespace(
        labels_=labels,
        clusterer_=SimpleNamespace(centroids_=np.array([[9.0], [1.0], [0.0]])),
        segment_jaccard_=np.array([0.9, 0.8, 0.3]),
    )
    apart = numbered(selection, -labels, None)
    assert apart.order.tolist() == [0, 1, 2]
    assert apart.jaccard.tolist() == pytest.approx([0.9, 0.8, 0.3])
    joined = numbered(selection, -labels, 0.2)
    assert joined.order.tolist() == [0, 1, 1]
    assert joined.sizes.tolist() == [50, 50]
    assert joined.jaccard.tolist() == pytest.approx([0.9, 0.7])


def test_segments_are_ranked_by_numbers_only():
    assert np.isnan(ranked_values(pd.Series([1, None], dtype="Int64"))[1])
    with pytest.raises(ConfigError, match="a column of numbers; got 'region'"):
        ranked_values(pd.Series(["north"], name="region"))
