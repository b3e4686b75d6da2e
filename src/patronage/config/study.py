"""Optuna, driven directly: each trial is asked for, made, and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from patronage.config.space import Space
from patronage.config.sweep import Trial
from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.config.search import Search

Objective = Callable[[Trial], "float | None"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A trial that is done, and what its objective was."""

    trial: Trial
    value: float


def optimise(
    search: Search, objective: Objective, *, pinned: Sequence[str] = (), seed: int = 0
) -> list[Finding]:
    """Make the trials, and return those that succeeded, the best first.

    Points are proposed by a tree-structured Parzen estimator (Bergstra et al. 2011),
    which sees the seed and what earlier trials found and nothing else. A point proposed
    again counts, but is not made again: it would give the same.

    Parameters
    ----------
    objective
        Makes a trial; None where it failed.
    pinned
        Keys that are not varied, whatever the space says.

    Raises
    ------
    ConfigError
        If the space leaves nothing to vary, or the extra is not installed.
    """
    optuna = _optuna()
    space = Space(search.overrides(), pinned)
    study = optuna.create_study(
        direction=search.direction, sampler=optuna.samplers.TPESampler(seed=seed)
    )
    asked = (study.ask(space.distributions()) for _ in range(search.n_trials))
    found = list(_findings(study, asked, space, objective))
    return sorted(
        found, key=lambda one: one.value, reverse=search.direction == "maximize"
    )


def _findings(
    study: Any, asked: Iterator[Any], space: Space, objective: Objective
) -> Iterator[Finding]:
    known: dict[tuple[str, ...], float | None] = {}
    for each in asked:
        trial = Trial(number=each.number, overrides=space.point(each.params))
        is_new = trial.overrides not in known
        if is_new:
            known[trial.overrides] = objective(trial)
        value = known[trial.overrides]
        _tell(study, each, value)
        if is_new and value is not None:
            yield Finding(trial=trial, value=value)


def _tell(study: Any, asked: Any, value: float | None) -> None:
    if value is None:
        study.tell(asked, state=_optuna().trial.TrialState.FAIL)
    else:
        study.tell(asked, value)


def _optuna() -> ModuleType:
    try:
        import optuna
    except ImportError:
        raise ConfigError(
            "a search needs the extra: pip install patronage[sweep]."
        ) from None
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    return optuna
