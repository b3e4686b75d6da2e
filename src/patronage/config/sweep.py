"""Trials, one after another: one that fails does not lose the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from patronage.config import interruption
from patronage.config.sentences import report
from patronage.config.space import key, parsed
from patronage.errors import PatronageError

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One trial of a sweep: its number from 0 on, and what it sets."""

    number: int
    overrides: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.overrides) or "without overrides"


class TrialsFailedError(PatronageError):
    """Some trials failed; what the others made stands."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


class Attempts:
    """Make trials, or what `called` says, and remember which of them failed."""

    def __init__(self, called: str = "trials") -> None:
        self._called = called
        self._codes: dict[str, int] = {}
        self._made = 0

    def make(self, trial: Trial | str, task: Callable[[], Result]) -> Result | None:
        """Return what `task` does, or say why it failed and return None.

        An interruption ends the whole sweep.
        """
        self._made += 1
        try:
            return task()
        except Exception as error:
            code = report(error)
            if interruption.code():
                sys.exit(code)
            self._codes[str(trial)] = code
            return None

    def end(self) -> None:
        """Be silent where no trial failed.

        Raises
        ------
        TrialsFailedError
            Naming those that failed, with the exit code of the first.
        """
        if self._codes:
            raise TrialsFailedError(
                f"{len(self._codes)} of {self._made} {self._called} failed: "
                f"{'; '.join(self._codes)}.",
                next(iter(self._codes.values())),
            )


def current_trial() -> Trial | None:
    """Return the trial of Hydra's sweep (`-m`) that is under way, None without one."""
    from hydra.core.hydra_config import HydraConfig
    from hydra.types import RunMode

    if not HydraConfig.initialized() or HydraConfig.get().mode is not RunMode.MULTIRUN:
        return None
    hydra = HydraConfig.get()
    varied = _varied_keys(sys.argv[1:])
    chosen = [each for each in parsed(hydra.overrides.task) if key(each) in varied]
    lines = tuple(str(each.input_line) for each in chosen)
    return Trial(number=hydra.job.num, overrides=lines)


def _varied_keys(arguments: Sequence[str]) -> set[str]:
    told = [each for each in arguments if not each.startswith("-")]
    return {key(each) for each in parsed(told) if each.is_sweep_override()}
