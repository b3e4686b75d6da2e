"""Which version is champion: one small file, replaced whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from patronage.errors import IntegrityError
from patronage.io.json import read_json, write_json

EARLIER = 20


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """The champion's version, and those that were champion before it, newest first.

    `sequence` counts the changes; `facts` say who made the last one, when and why.
    """

    version: str
    sequence: int = 1
    earlier: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def moved_to(self, version: str, facts: Mapping[str, Any]) -> Pointer:
        """Return the next pointer; a version is in it once."""
        before = (self.version, *self.earlier)
        others = tuple(each for each in before if each != version)
        return Pointer(
            version=version,
            sequence=self.sequence + 1,
            earlier=others[:EARLIER],
            facts=facts,
        )


def read_pointer(path: Path) -> Pointer | None:
    """Return the pointer, None where nothing was published yet.

    Raises
    ------
    IntegrityError
        If the file is damaged.
    """
    if not path.exists():
        return None
    told = read_json(path)
    if not _is_pointer(told):
        raise IntegrityError(f"'{path}' should name a champion; it does not.")
    return Pointer(**{**told, "earlier": tuple(told["earlier"])})


def write_pointer(path: Path, pointer: Pointer) -> None:
    """Replace the pointer, on disk when this returns."""
    write_json(path, asdict(pointer))


def _is_pointer(told: Any) -> bool:
    if not isinstance(told, dict) or set(told) != set(Pointer.__dataclass_fields__):
        return False
    names = [told["version"], *told["earlier"]] if _is_list(told["earlier"]) else [0]
    return all(_is_name(each) for each in names) and isinstance(told["facts"], dict)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and Path(value).name == value and value[:1] != "."
