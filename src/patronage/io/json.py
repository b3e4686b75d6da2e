"""Small facts as JSON: sorted keys, one newline at the end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from patronage.io.publish import publish


def write_json(path: Path, value: Any) -> Path:
    """Write a value of plain types; equal values give equal bytes."""
    text = json.dumps(
        value, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False
    )
    with publish(path) as temporary:
        temporary.write_text(f"{text}\n", encoding="utf-8")
    return path
