"""The same from plain scikit-learn, as a careful user would write it.

K-means from ten starts in double precision, silhouettes of all rows unless asked
otherwise, and the same fit for each bootstrap. The k is chosen by the product's rule
from these numbers.
"""

from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    silhouette_score,
)
from sklearn.metrics.cluster import contingency_matrix

from benchmarks.clustering_work import K_MAX, Task, Timer, answer
from patronage.clustering import StabilitySelection, Trials
from patronage.clustering.prediction_strength import prediction_strength


def fit(matrix: Any, k: int, random_state: int) -> Any:
    """The labels of k-means from ten starts."""
    return KMeans(k, n_init=10, random_state=random_state).fit(matrix)


def overlaps(before: Any, after: Any) -> Any:
    """The best Jaccard of each cluster."""
    both = contingency_matrix(before, after)
    union = both.sum(1, keepdims=True) + both.sum(0, keepdims=True) - both
    return (both / union).max(axis=1)


def strength(matrix: Any, k: int, task: Task) -> float:
    """The prediction strength of k, on as many customers as the product asks."""

    def halves(rows: Any, k: int) -> tuple[Any, Any]:
        model = fit(rows, k, task.random_state)
        return model.labels_, model.cluster_centers_

    asked, rng = Trials(), np.random.default_rng(task.random_state)
    few = matrix[rng.choice(len(matrix), min(asked.sample_size, len(matrix)), False)]
    return prediction_strength(few, k, halves, n_splits=asked.n_splits, rng=rng)[0]


def measured(matrix: Any, k: int, task: Task) -> tuple[Any, dict[str, float]]:
    """The labels of k clusters, the criteria, and how far they come back."""
    model = fit(matrix, k, task.random_state)
    labels, aris, jaccards = model.labels_, [], []
    for number, drawn in enumerate(task.draws(), start=1):
        again = fit(matrix[drawn], k, task.random_state + number).labels_
        aris.append(adjusted_rand_score(labels[drawn], again))
        jaccards.append(overlaps(labels[drawn], again))
    smallest = int(np.bincount(labels).min())
    sampled = min(task.silhouette_rows, len(labels))
    silhouette = silhouette_score(matrix, labels, sample_size=sampled, random_state=0)
    return labels, {
        "k": k,
        "silhouette": float(silhouette),
        "calinski_harabasz": float(calinski_harabasz_score(matrix, labels)),
        "davies_bouldin": float(davies_bouldin_score(matrix, labels)),
        "inertia": float(model.inertia_),
        "min_n": smallest,
        "min_share": smallest / len(labels),
        "stability_ari": float(np.mean(aris)),
        "jaccard_min": float(np.mean(jaccards, axis=0).min()),
        "jaccard_mean": float(np.mean(jaccards)),
        "agreement": 1.0,
        "prediction_strength": strength(matrix, k, task),
    }


def select(task: Task) -> dict[str, Any]:
    """Choose among k = 2 to 12 and say what was measured for each."""
    matrix, group = task.customers()
    with Timer() as timer:
        found = [measured(matrix, k, task) for k in range(2, K_MAX + 1)]
    table = {name: np.array([row[name] for _, row in found]) for name in found[0][1]}
    rule = StabilitySelection(k_max=K_MAX)
    choice = rule._choose(table, rule._admissible(table, 1.0))
    return {
        "cpu": timer.cpu,
        "k": int(table["k"][choice.row]),
        "truth": adjusted_rand_score(group, found[choice.row][0]),
        "table": {name: column.tolist() for name, column in table.items()},
    }


if __name__ == "__main__":
    answer(select)
