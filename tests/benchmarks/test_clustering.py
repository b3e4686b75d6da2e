import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from benchmarks import clustering, clustering_plain, clustering_product
from benchmarks.clustering_work import Task

TASK = Task(rows=600, columns=4, apart=8, seed=0, bootstraps=2, silhouette_rows=600)


def side(k, *aris):
    return {"k": k, "table": {"stability_ari": list(aris)}}


@pytest.fixture(scope="module")
def found():
    with threadpool_limits(limits=1):
        return [clustering_plain.select(TASK), clustering_product.select(TASK)]


def test_both_sides_choose_the_same_groups(found):
    plain, ours = found
    assert plain["k"] == ours["k"]
    assert plain["truth"] == pytest.approx(ours["truth"], abs=0.01)


def test_both_sides_measure_every_k(found):
    for name in ("k", "silhouette", "stability_ari", "inertia"):
        assert [len(one["table"][name]) for one in found] == [11, 11]


def test_up_to_the_true_number_both_sides_measure_the_same(found):
    plain, ours = (np.array(one["table"]["silhouette"][:5]) for one in found)
    assert ours == pytest.approx(plain, abs=0.01)


def test_the_groups_of_a_mixture_are_as_far_apart_as_asked():
    matrix, group = TASK.customers()
    means = np.array([matrix[group == one].mean(axis=0) for one in range(6)])
    gaps = np.linalg.norm(means[:, None] - means, axis=2)[np.triu_indices(6, 1)]
    assert gaps.min() == pytest.approx(8, abs=0.7)


def test_differences_are_of_means_over_the_seeds():
    plain, ours = [side(4, 0.9, 0.5), side(4, 0.7, 0.5)], [side(4, 0.8, 0.6)] * 2
    assert clustering.differing(plain, ours) == pytest.approx(0.05)


def test_another_k_or_another_stability_fails():
    told = clustering.failures(0.021, [side(4), side(5)], [side(4), side(6)])
    assert list(told) == [
        "ARI differs by 0.0210 on average",
        "k = 6 was chosen, not 5",
    ]
    assert not list(clustering.failures(0.019, [side(4)], [side(4)]))
