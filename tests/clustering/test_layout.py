from sklearn.cluster import KMeans

from patronage.clustering import KPrototypes
from patronage.clustering.layout import Layout, categories, told


class Preprocessed:
    layout_ = Layout(category=[-1, 0, 0], weight=[1.0, 0.5, 0.5])


def test_who_asks_for_the_layout_is_told():
    assert told(KPrototypes(), Preprocessed()).layout == Preprocessed.layout_


def test_who_does_not_ask_is_left_as_it_is():
    assert told(KMeans(3), Preprocessed()).get_params()["n_clusters"] == 3
    assert told(KPrototypes(), object()).layout is None


def test_columns_are_numbered_by_category():
    assert categories(2, [3, 2]) == [-1, -1, 0, 0, 0, 1, 1]


def test_the_columns_of_each_category_are_known():
    found = Layout(category=categories(2, [3, 2]), weight=[1.0] * 7).levels()
    assert [columns.tolist() for columns in found] == [[2, 3, 4], [5, 6]]
    assert Layout(category=categories(2, []), weight=[1.0] * 2).levels() == []
