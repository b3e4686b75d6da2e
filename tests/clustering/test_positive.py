import numpy as np
import pytest

from patronage.clustering import (
    BalancedKMeans,
    KMedoids,
    KPrototypes,
    StagedKMeans,
    Ward,
)
from patronage.clustering.positive import require_positive
from patronage.errors import ConfigError

ROWS = np.array([[0.0], [1.0], [5.0], [6.0]])
COUNTS = {
    BalancedKMeans: ("n_clusters", "n_init", "max_iter", "sample_size"),
    KMedoids: ("n_clusters", "max_iter", "sample_size"),
    KPrototypes: ("n_clusters", "n_init", "max_iter"),
    StagedKMeans: ("n_clusters", "n_init", "max_iter"),
    Ward: ("n_clusters", "sample_size", "votes"),
}
WARDS_LEAST = {Ward: {"sample_size": 2}}  # a tree joins two
PAIRS = [(clusterer, name) for clusterer, names in COUNTS.items() for name in names]


@pytest.mark.parametrize("value", [0, -1, 2.5, "auto", None])
@pytest.mark.parametrize(("clusterer", "name"), PAIRS)
def test_a_clusterer_refuses_to_try_nothing(clusterer, name, value):
    with pytest.raises(ConfigError, match=rf"1 or more; got {name} = {value}\.$"):
        clusterer(**{"n_clusters": 2, name: value}).fit(ROWS)


@pytest.mark.parametrize("clusterer", COUNTS)
def test_one_of_each_is_enough(clusterer):
    ones = dict.fromkeys(COUNTS[clusterer], 1) | WARDS_LEAST.get(clusterer, {})
    assert clusterer(**ones).fit(ROWS).labels_.tolist() == [0, 0, 0, 0]


def test_integers_of_numpy_count_too():
    require_positive(StagedKMeans(np.int64(3)), "n_clusters")


def test_all_are_told_at_once_with_the_rule_first():
    broken = StagedKMeans(0, n_init=0)
    with pytest.raises(ConfigError) as refused:
        require_positive(broken, "n_clusters", "n_init", "max_iter")
    assert str(refused.value) == (
        "clustering: n_clusters, n_init and max_iter should be whole numbers, 1 or "
        "more; got n_clusters = 0, n_init = 0."
    )
