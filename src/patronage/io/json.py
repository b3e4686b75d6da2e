"""Small facts as JSON: sorted keys, one newline at the end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from patronage.errors import IntegrityError
from patronage.io.publish import write_text


def write_json(path: Path, value: Any) -> Path:
    """Write a value of plain types; equal values give equal bytes."""
    text = json.dumps(
        value, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False
    )
    return write_text(path, f"{text}\n")


def read_json(path: Path) -> Any:
    """Read a value that was written.

    Raises
    ------
    IntegrityError
        If the file is damaged.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise IntegrityError(f"'{path}' is damaged: {error}.") from error
