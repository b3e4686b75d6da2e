"""What a search varies, and what it looks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from patronage.errors import ConfigError

DIRECTIONS = ("maximize", "minimize")


@dataclass(frozen=True, kw_only=True)
class Search:
    """Try `n_trials` points of a space, and compare them by one metric of their runs.

    Parameters
    ----------
    objective
        A metric as it is tracked, such as `stability/jaccard_min`.
    space
        Values by key of the configuration, as a list or as Hydra writes sweeps:
        `range(3, 9)` (without 9), `interval(0.9, 0.99)`, `tag(log, interval(1, 50))`.
        A single value is set in every trial.
    direction
        `maximize` or `minimize`.
    """

    objective: str
    space: Mapping[str, Any]
    direction: str = "maximize"
    n_trials: int = 20

    def __post_init__(self) -> None:
        """Refuse what cannot be searched."""
        if self.direction not in DIRECTIONS:
            raise ConfigError(
                f"search.direction should be {' or '.join(DIRECTIONS)}; "
                f"got '{self.direction}'."
            )
        if self.n_trials < 1:
            raise ConfigError(
                f"search.n_trials should be 1 or more; got {self.n_trials}."
            )

    def overrides(self) -> list[str]:
        """Return the space as overrides, in Hydra's grammar."""
        return [f"{key}={_written(values)}" for key, values in self.space.items()]


def _written(values: Any) -> str:
    if isinstance(values, list):
        return f"choice({', '.join(map(str, values))})"
    return str(values)
