"""Every error as one sentence and an exit code."""

from __future__ import annotations

import errno
import sys
import traceback
import warnings

from patronage.config import interruption
from patronage.errors import ConfigError, MachineError, PatronageError
from patronage.plain import plain, without_secrets

INTERNAL = 70
REFUSED = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
)
OUT_OF_MEMORY: dict[type[Exception], str] = {
    ImportError: "failed to map segment",
    RuntimeError: "can't start new thread",
}
REST = ("Config search path:", "Set the environment variable")
DETAILS = ("full_key:", "object_type=", "reference_type=", "provider=", "See https")


def report(error: BaseException) -> int:
    """Say what is wrong, and return the exit code; only our faults show a traceback."""
    if interruption.code():
        return _say("interrupted", interruption.code())
    own = known(error)
    if own is None:
        for line in "".join(traceback.format_exception(error)).splitlines():
            print(f"  {plain(without_secrets(line))}", file=sys.stderr)
        return _say(f"a fault of ours: {error!r}", INTERNAL)
    return _say(str(own), own.exit_code)


def say_warnings_plainly() -> None:
    """Let a warning be one line, as errors are."""
    warnings.formatwarning = lambda message, *_, **__: _line(message)


def known(error: BaseException) -> PatronageError | None:
    """Return an error as one of ours, a sentence; None for a fault of ours."""
    from hydra.errors import HydraException, OverrideParseException
    from omegaconf.errors import OmegaConfBaseException
    from yaml import YAMLError

    if isinstance(error, PatronageError):
        return error
    if isinstance(error, OverrideParseException):
        return ConfigError(_unread(error.override))
    if isinstance(error, HydraException | OmegaConfBaseException | YAMLError):
        return ConfigError(_one_sentence(error))
    if isinstance(error, MemoryError) or _is_out_of_memory(error):
        return MachineError("memory ran out; a smaller engine.batch_rows needs less.")
    if isinstance(error, OSError) and error.errno in REFUSED:
        return MachineError(f"the machine refuses: {error}.")
    return None


def _is_out_of_memory(error: BaseException) -> bool:
    """Whether a library could not be loaded, or a thread begun, for want of memory."""
    return any(
        isinstance(error, kind) and said in str(error)
        for kind, said in OUT_OF_MEMORY.items()
    )


def _unread(override: str) -> str:
    key, _, value = override.partition("=")
    hint = f"; if it gives a text, quote it: \"{key}='{value}'\"" if value else ""
    return f"the override {override} cannot be read{hint}."


def _one_sentence(error: Exception) -> str:
    text = str(error)
    for rest in REST:
        text = text.partition(rest)[0]
    if error.__cause__ is not None:
        text = f"{text}\n{str(error.__cause__).splitlines()[0]}"
    lines = [line.strip() for line in text.splitlines()]
    kept = [line for line in lines if line and not line.startswith(DETAILS)]
    return " ".join(dict.fromkeys(kept))


def _say(sentence: str, code: int) -> int:
    print(_line(sentence), end="", file=sys.stderr)
    return code


def _line(sentence: object) -> str:
    return f"patronage: {plain(without_secrets(str(sentence)))}\n"
