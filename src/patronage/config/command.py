"""Turn a function of the configuration into a command with exit codes."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
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
Claim = Callable[[Config], AbstractContextManager[None]]
Command = Callable[[], NoReturn]
Call = Callable[["DictConfig"], None]


def main(task: Task) -> Command:
    """Make `task` a command: Hydra composes, errors become exit codes.

    0 done · 2 configuration · 3 input · 4 data quality · 5 machine · 6 locked ·
    7 tracking · 8 integrity · 9 challenger rejected (`gate.strict`) · 10 retrain due ·
    70 a fault of ours · 130 and 143 interrupted.
    """
    return _command(task, functools.partial(_call, task))


def main_under(claim: Claim) -> Callable[[Task], Command]:
    """Make a task a command that works under a lock, one per trial of a sweep.

    The lock is taken once the configuration stands, and before anything that it names
    is imported: a second command is refused at once. So that nothing else is slower,
    the module of the task imports what is heavy within the task.

    Parameters
    ----------
    claim
        Returns the lock; sees a configuration whose values are checked, and not yet
        what its `_target_`s are.
    """

    def command(task: Task) -> Command:
        return _command(task, functools.partial(_call_under, claim, task))

    return command


def _command(task: Task, call: functools.partial[None]) -> Command:
    @functools.wraps(task)
    def command() -> NoReturn:
        if {"-h", "--help"} & set(sys.argv[1:]):
            print(help_text(task, _name(task)))
            sys.exit(0)
        # Hydra asks what it calls for its name and its module.
        interruption.leave(_exit_code(functools.update_wrapper(call, task)))

    return command


def _name(task: Task) -> str:
    """The module's name, also where Python calls it `__main__`."""
    spec = sys.modules[task.__module__].__spec__
    return spec.name if spec else task.__module__


def _exit_code(call: Call) -> int:
    interruption.listen()
    say_warnings_plainly()
    try:
        _compose_and_call(call)
    except SystemExit as stop:
        return interruption.code() or int(stop.code or 0)
    except (Exception, KeyboardInterrupt) as error:  # where all become a sentence
        return report(error)
    return 0


def _compose_and_call(call: Call) -> None:
    # Hydra then raises what it would otherwise print, and we choose the exit code.
    os.environ["HYDRA_FULL_ERROR"] = "1"
    import hydra

    check_overrides(sys.argv[1:])
    register()
    attempts = Attempts()

    @functools.wraps(call)
    def composed(cfg: DictConfig) -> None:
        trial = current_trial()
        if trial is not None:
            attempts.make(trial, lambda: call(cfg))
            return
        try:
            call(cfg)
        except Exception as error:  # else Hydra adds a line of its own
            sys.exit(report(error))

    conf = str(root() / "conf")
    hydra.main(version_base="1.3", config_path=conf, config_name="config")(composed)()
    finish()
    attempts.end()


def _call(task: Task, cfg: DictConfig) -> None:
    from patronage.config.checked import checked

    task(checked(cfg))


def _call_under(claim: Claim, task: Task, cfg: DictConfig) -> None:
    from patronage.config.checked import checked_lightly

    with claim(checked_lightly(cfg)):
        _call(task, cfg)
