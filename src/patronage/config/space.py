"""The points of a search, written as Hydra writes sweeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from hydra.core.override_parser.types import Override
    from optuna.distributions import BaseDistribution


class Space:
    """What a search varies, and what it sets in every trial.

    Raises
    ------
    ConfigError
        If nothing is left to vary.
    """

    def __init__(self, overrides: Sequence[str], pinned: Sequence[str] = ()) -> None:
        given = {each.lstrip("+~") for each in pinned}
        free = [
            each for each in parsed(overrides) if key(each).lstrip("+") not in given
        ]
        self._varied = [each for each in free if each.is_sweep_override()]
        self._fixed = [each for each in free if not each.is_sweep_override()]
        if not self._varied:
            raise ConfigError(
                f"search.space should vary a key that the command line does not set; "
                f"got {', '.join(overrides) or 'none'}."
            )

    def distributions(self) -> dict[str, BaseDistribution]:
        """Return what Optuna draws from, by key."""
        return {key(each): _distribution(each) for each in self._varied}

    def point(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the overrides of a trial; those set in every trial stand first."""
        fixed = (str(each.input_line) for each in self._fixed)
        return (*fixed, *(f"{key}={value}" for key, value in values.items()))


def parsed(overrides: Sequence[str]) -> list[Override]:
    """Read overrides as Hydra does."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    return OverridesParser.create().parse_overrides(list(overrides))


def key(override: Override) -> str:
    """Return what an override sets, with the `+` by which it adds a key."""
    return str(override.input_line).partition("=")[0]


def _distribution(override: Override) -> BaseDistribution:
    from optuna.distributions import CategoricalDistribution, FloatDistribution

    values: Any = override.value()
    if override.is_interval_sweep():
        return FloatDistribution(values.start, values.end, log="log" in values.tags)
    texts = list(override.sweep_string_iterator())
    if override.is_range_sweep():
        return _steps([float(text) for text in texts], values.step)
    return CategoricalDistribution(texts)


def _steps(values: Sequence[float], step: float) -> BaseDistribution:
    from optuna.distributions import FloatDistribution, IntDistribution

    first, last = values[0], values[-1]
    if all(value.is_integer() for value in (first, last, float(step))):
        return IntDistribution(int(first), int(last), step=int(step))
    return FloatDistribution(first, last, step=step)
