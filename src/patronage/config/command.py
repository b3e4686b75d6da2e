"""Turn a function of the configuration into a command with exit codes."""

from __future__ import annotations

import errno
import functools
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from patronage.config.help import help_text
from patronage.config.layout import root
from patronage.config.settings import Config, register
from patronage.errors import ConfigError, MachineError, PatronageError

if TYPE_CHECKING:
    from omegaconf import DictConfig

Task = Callable[[Config], None]

INTERNAL, INTERRUPTED, TERMINATED = 70, 130, 143
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


def main(task: Task) -> Callable[[], NoReturn]:
    """Make `task` a command: Hydra composes, errors become exit codes.

    0 done · 2 configuration · 3 input · 4 data quality · 5 machine · 6 locked ·
    7 tracking · 8 integrity · 70 a fault of ours · 130 and 143 interrupted.
    """

    @functools.wraps(task)
    def command() -> NoReturn:
        if {"-h", "--help"} & set(sys.argv[1:]):
            print(help_text(task, _name(task)))
            sys.exit(0)
        sys.exit(_exit_code(task))

    return command


def _name(task: Task) -> str:
    """The module's name, also where Python calls it `__main__`."""
    spec = sys.modules[task.__module__].__spec__
    return spec.name if spec else task.__module__


def _exit_code(task: Task) -> int:
    signal.signal(signal.SIGTERM, _terminate)
    try:
        _compose_and_call(task)
    except KeyboardInterrupt:
        return _say("interrupted", INTERRUPTED)
    except Exception as error:  # the one place where every error becomes a sentence
        return _report(error)
    return 0


def _compose_and_call(task: Task) -> None:
    # Hydra then raises what it would otherwise print, and we choose the exit code.
    os.environ["HYDRA_FULL_ERROR"] = "1"
    import hydra

    from patronage.config.targets import check_targets

    register()

    @functools.wraps(task)
    def checked(cfg: DictConfig) -> None:
        try:
            check_targets(cfg)
            task(cfg)  # type: ignore[arg-type]  # Hydra's config is duck-typed
        except Exception as error:  # else Hydra adds a line of its own
            sys.exit(_report(error))

    conf = str(root() / "conf")
    hydra.main(version_base="1.3", config_path=conf, config_name="config")(checked)()


def _report(error: Exception) -> int:
    known = _known(error)
    if known is None:
        traceback.print_exception(error)
        return _say(f"a fault of ours: {error!r}", INTERNAL)
    return _say(str(known), known.exit_code)


def _known(error: Exception) -> PatronageError | None:
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    if isinstance(error, PatronageError):
        return error
    if isinstance(error, HydraException | OmegaConfBaseException):
        return ConfigError(_one_sentence(error))
    if isinstance(error, MemoryError):
        return MachineError("memory ran out; a smaller engine.batch_rows needs less.")
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return MachineError(f"the machine refuses: {error}.")
    return None


def _one_sentence(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if error.__cause__ is not None:
        lines.append(str(error.__cause__).splitlines()[0])
    return " ".join(line for line in lines if not line.startswith("Set the env"))


def _say(sentence: str, code: int) -> int:
    print(f"patronage: {sentence}", file=sys.stderr)
    return code


def _terminate(*_: object) -> NoReturn:
    sys.exit(TERMINATED)
