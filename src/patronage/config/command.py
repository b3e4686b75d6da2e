"""Turn a function of the configuration into a command with exit codes."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from patronage.config import interruption
from patronage.config.ending import finish
from patronage.config.help import help_text
from patronage.config.layout import root
from patronage.config.overrides import check_overrides
from patronage.config.sentences import report, say_warnings_plainly
from patronage.config.settings import Config, register
from patronage.config.sweep import Attempts, current_trial

if TYPE_CHECKING:
    from omegaconf import DictConfig

Task = Callable[[Config], None]


def main(task: Task) -> Callable[[], NoReturn]:
    """Make `task` a command: Hydra composes, errors become exit codes.

    0 done · 2 configuration · 3 input · 4 data quality · 5 machine · 6 locked ·
    7 tracking · 8 integrity · 9 challenger rejected (`gate.strict`) · 10 retrain due ·
    70 a fault of ours · 130 and 143 interrupted.
    """

    @functools.wraps(task)
    def command() -> NoReturn:
        if {"-h", "--help"} & set(sys.argv[1:]):
            print(help_text(task, _name(task)))
            sys.exit(0)
        interruption.leave(_exit_code(task))

    return command


def _name(task: Task) -> str:
    """The module's name, also where Python calls it `__main__`."""
    spec = sys.modules[task.__module__].__spec__
    return spec.name if spec else task.__module__


def _exit_code(task: Task) -> int:
    interruption.listen()
    say_warnings_plainly()
    try:
        _compose_and_call(task)
    except SystemExit as stop:
        return interruption.code() or int(stop.code or 0)
    except (Exception, KeyboardInterrupt) as error:  # where all become a sentence
        return report(error)
    return 0


def _compose_and_call(task: Task) -> None:
    # Hydra then raises what it would otherwise print, and we choose the exit code.
    os.environ["HYDRA_FULL_ERROR"] = "1"
    import hydra

    check_overrides(sys.argv[1:])
    register()
    attempts = Attempts()

    @functools.wraps(task)
    def composed(cfg: DictConfig) -> None:
        trial = current_trial()
        if trial is not None:
            attempts.make(trial, lambda: _call(task, cfg))
            return
        try:
            _call(task, cfg)
        except Exception as error:  # else Hydra adds a line of its own
            sys.exit(report(error))

    conf = str(root() / "conf")
    hydra.main(version_base="1.3", config_path=conf, config_name="config")(composed)()
    finish()
    attempts.end()


def _call(task: Task, cfg: DictConfig) -> None:
    from patronage.config.checked import checked

    task(checked(cfg))
