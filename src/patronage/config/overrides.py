"""Which of Hydra's own settings and flags a command line may use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from patronage.errors import ConfigError, IntegrityError

ALLOWED = ("hydra.searchpath", "hydra.sweep.dir")
FLAGS = ("-m", "--multirun", "--cfg", "-c", "--resolve", "--package", "-p")
SHOWN = ("-h", "--help", "--hydra-help", "--info", "-i", "--version")
MOST_INTERPOLATIONS = 1_000  # Hydra takes about 0.5 ms to read one
FIRST = re.compile(r"(?:^|[@:])\s*hydra\b(?!-)")


def check_overrides(arguments: Sequence[str]) -> None:
    """Refuse overrides of `hydra.*`: its callbacks and launchers can call anything.

    So can the flags by which Hydra takes another configuration, or unpickles one.

    Raises
    ------
    IntegrityError
        For the first override that is not allowed.
    ConfigError
        For the first flag that is not, and for more interpolations than are quick to
        read.
    """
    if sum(each.count("${") for each in arguments) > MOST_INTERPOLATIONS:
        raise ConfigError(
            f"overrides should hold {MOST_INTERPOLATIONS:,} interpolations at most; "
            "got more."
        )
    for argument in arguments:
        if argument.startswith("-"):
            _check_flag(argument)
        else:
            _check_override(argument)


def _check_flag(argument: str) -> None:
    if argument.partition("=")[0] not in (*FLAGS, *SHOWN):
        raise ConfigError(
            f"options are written key=value, and of flags there are "
            f"{', '.join((*FLAGS, *SHOWN))}; got '{argument}'."
        )


def _check_override(argument: str) -> None:
    key, _, value = argument.lstrip("+~ ").partition("=")
    if FIRST.search(key) and key not in ALLOWED:
        raise IntegrityError(
            f"of Hydra's own settings only {' and '.join(ALLOWED)} may be "
            f"changed; got '{argument}'."
        )
    if key == ALLOWED[0] and "://" in value.replace("file://", ""):
        raise IntegrityError(
            f"{ALLOWED[0]} should hold folders, as file://...; got '{argument}'."
        )
