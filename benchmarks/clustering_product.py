"""The product's choice of k: criteria, bootstraps, verdict, as a user gets them."""

from typing import Any

from sklearn.metrics import adjusted_rand_score

from benchmarks.clustering_work import K_MAX, Task, Timer, answer
from patronage.clustering import Resampling, StabilitySelection, StagedKMeans


def select(task: Task) -> dict[str, Any]:
    """Choose among k = 2 to 12 and say what was measured for each."""
    matrix, group = task.customers()
    selection = StabilitySelection(
        StagedKMeans(),
        k_max=K_MAX,
        resampling=Resampling(n_bootstraps=task.bootstraps, sample_size=task.rows),
        random_state=task.random_state,
    )
    with Timer() as timer:
        selection.fit(matrix)
    table = selection.selection_table_
    return {
        "cpu": timer.cpu,
        "k": selection.n_clusters_,
        "truth": adjusted_rand_score(group, selection.labels_),
        "table": {name: list(map(float, column)) for name, column in table.items()},
    }


if __name__ == "__main__":
    answer(select)
