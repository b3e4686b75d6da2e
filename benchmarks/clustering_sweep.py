"""K-means for k = 2 to 12 on many rows: staged restarts, or scikit-learn's ten.

`python -m benchmarks.clustering_sweep '{...}'` takes a task and, as second argument,
the side: staged or plain.
"""

import sys
from typing import Any

from sklearn.cluster import KMeans

from benchmarks.clustering_work import K_MAX, Task, Timer, answer
from patronage.clustering import StagedKMeans

SIDES = {
    "staged": lambda k, seed: StagedKMeans(k, random_state=seed),
    "plain": lambda k, seed: KMeans(k, n_init=10, random_state=seed),
}


def sweep(task: Task) -> dict[str, Any]:
    """CPU seconds and inertia of each k."""
    matrix, _ = task.customers()
    cpu, inertia = [], []
    for k in range(2, K_MAX + 1):
        model = SIDES[sys.argv[2]](k, task.random_state)
        with Timer() as timer:
            model.fit(matrix)
        cpu.append(timer.cpu)
        inertia.append(float(model.inertia_))
    return {"cpu": cpu, "inertia": inertia}


if __name__ == "__main__":
    answer(sweep)
