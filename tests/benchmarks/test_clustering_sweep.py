from benchmarks.clustering_process import ask
from benchmarks.clustering_work import Task

TASK = Task(rows=300, columns=3, apart=6, seed=0, bootstraps=0, silhouette_rows=0)


def test_each_side_answers_for_every_k_from_a_process_of_its_own():
    staged, plain = (ask("clustering_sweep", TASK, way) for way in ("staged", "plain"))
    assert len(staged["cpu"]) == len(plain["inertia"]) == 11
    assert 0.99 < staged["inertia"][4] / plain["inertia"][4] < 1.01
