"""Refits on few customers, by which a number of clusters is held against chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sklearn.base import clone

from patronage.clustering.rows import spread
from patronage.errors import ConfigError

if TYPE_CHECKING:
    import numpy as np

    from patronage.clustering.repeatable_clusterer import RepeatableClusterer
    from patronage.segments import FloatArray


@dataclass(frozen=True, kw_only=True)
class Trials:
    """How often chance is asked, and on how many customers.

    The structure verdict compares with `n_nulls` samples without clusters (a p-value of
    .01 takes 99), the gap with `n_references`, prediction strength halves the customers
    `n_splits` times. All refit on at most `sample_size` customers, from `refit_inits`
    starts where the clusterer has an `n_init`.
    """

    n_nulls: int = 99
    n_references: int = 10
    n_splits: int = 5
    refit_inits: int = 10
    sample_size: int = 2_000

    def __post_init__(self) -> None:
        """Refuse what measures nothing; only nulls can be done without."""
        told = {name: n for name, n in vars(self).items() if n < (name != "n_nulls")}
        if told:
            got = ", ".join(f"{name} = {n}" for name, n in told.items())
            raise ConfigError(
                f"trials should be 1 or more of each (n_nulls 0 or more); got {got}."
            )

    def sample(self, matrix: FloatArray, rng: np.random.Generator) -> FloatArray:
        """Return the customers that are refitted."""
        return evenly(matrix, self.sample_size, rng)

    def refit(self, model: RepeatableClusterer) -> RepeatableClusterer:
        """Return an unfitted copy with fewer starts."""
        quick: RepeatableClusterer = clone(model)
        inits = quick.get_params().get("clusterer__n_init")
        if isinstance(inits, int):
            quick.set_params(clusterer__n_init=min(inits, self.refit_inits))
        return quick


def evenly(ordered: FloatArray, size: int, rng: np.random.Generator) -> FloatArray:
    """Take every so-manieth row, from a random start; all if there are not more."""
    return ordered[spread(len(ordered), size, rng.random())]
