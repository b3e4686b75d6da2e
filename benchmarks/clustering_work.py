"""What each process of the benchmark of clustering is asked, and what it answers."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

GROUPS = 6
K_MAX = 12


@dataclass(frozen=True, kw_only=True)
class Task:
    """A mixture of six normal groups, and how often its customers are drawn again.

    `apart` is the distance of the two nearest means in standard deviations.
    `random_state` is of the clustering, `seed` of the customers.
    """

    rows: int
    columns: int
    apart: float
    seed: int
    bootstraps: int
    silhouette_rows: int
    random_state: int = 0

    @property
    def arguments(self) -> list[str]:
        """The task as the argument of a process."""
        return [json.dumps(self.__dict__)]

    def customers(self) -> tuple[Any, Any]:
        """The rows, sorted by value, and the group that each comes from."""
        rng = np.random.default_rng(self.seed)
        means = rng.normal(size=(GROUPS, self.columns))
        gaps = np.linalg.norm(means[:, None] - means, axis=2)
        means *= self.apart / gaps[np.triu_indices(GROUPS, 1)].min()
        shares = rng.dirichlet(np.full(GROUPS, 5.0))
        group = rng.choice(GROUPS, self.rows, p=shares)
        matrix = means[group] + rng.normal(size=(self.rows, self.columns))
        order = np.lexsort(matrix.T[::-1])
        return matrix[order], group[order]

    def draws(self) -> list[Any]:
        """The customers of each bootstrap: both sides draw the same."""
        seeds = np.random.SeedSequence(0).spawn(self.bootstraps)
        return [
            np.unique(np.random.default_rng(seed).integers(self.rows, size=self.rows))
            for seed in seeds
        ]


def answer(work: Callable[[Task], dict[str, Any]]) -> None:
    """Do the work that the command line asks for, and print what it gives as JSON."""
    print(json.dumps(work(Task(**json.loads(sys.argv[1])))))


class Timer:
    """CPU seconds of this process inside the block."""

    def __enter__(self) -> "Timer":
        self.cpu = -time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.cpu += time.process_time()
