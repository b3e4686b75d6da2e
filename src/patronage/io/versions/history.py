"""Who changed what, when and why: one small file per event, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patronage.io.json import read_json, write_json


@dataclass(frozen=True)
class History:
    """The events of a scheme's versions, in the order in which they happened."""

    folder: Path

    def add(self, event: Mapping[str, Any]) -> Path:
        """Keep an event; the caller holds the source's lock."""
        number = max((int(path.stem) for path in self._paths()), default=0) + 1
        return write_json(self.folder / f"{number:06d}.json", dict(event))

    def events(self) -> list[dict[str, Any]]:
        """Return the events, the first first; raises what `read_json` raises."""
        return [dict(read_json(path)) for path in self._paths()]

    def _paths(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9]*.json"))
