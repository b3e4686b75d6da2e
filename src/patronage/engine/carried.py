"""Errors that cross from Spark's processes to ours, in the text of Spark's."""

from __future__ import annotations

import json
import re

from patronage import errors
from patronage.errors import InputError, IntegrityError, MachineError

MARK = "patronage carries "
CARRIED = re.compile(rf"{MARK}(\[.*\])\s*$", re.MULTILINE)
UNREADABLE = re.compile("^(PATH_NOT_FOUND|UNABLE_TO_INFER_SCHEMA|CAST_INVALID_INPUT)")
DAMAGED = re.compile("^(FAILED_READ_FILE|CANNOT_READ_FILE_FOOTER)")


class CarriedError(RuntimeError):
    """An error of a worker, in one line that `plain_error` can read."""

    def __init__(self, error: Exception) -> None:
        super().__init__(f"{MARK}{json.dumps([type(error).__name__, str(error)])}")


def plain_error(error: Exception) -> Exception:
    """Return what an error of Spark's stands for, in one sentence.

    Our own, raised in a worker, are what they were; of others, the text is left.
    """
    found = CARRIED.search(str(error))
    return _spark_error(error) if found is None else _carried(*json.loads(found[1]))


def _carried(name: str, sentence: str) -> Exception:
    if name == MemoryError.__name__:
        return MemoryError(sentence)
    kind = getattr(errors, name, None)
    return RuntimeError(f"{name}: {sentence}") if kind is None else kind(sentence)


def _spark_error(error: Exception) -> Exception:
    condition = getattr(error, "getCondition", lambda: None)() or ""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    # A Python traceback tells at its end what is wrong, and Java's at its beginning.
    line = lines[-1 if condition == "PYTHON_EXCEPTION" else 0].strip()
    if UNREADABLE.match(condition):
        return InputError(f"Spark cannot read it: {line}")
    if DAMAGED.match(condition):
        return IntegrityError(f"Spark cannot read it: {line}")
    return MachineError(f"Spark stopped: {line}")
