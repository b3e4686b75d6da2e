"""Plain mappings, as a yaml has them, into the dataclasses that they declare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from patronage.errors import ConfigError

Declared = TypeVar("Declared")


def convert(owner: object, name: str, kind: type[Declared]) -> None:
    """Turn the mapping in one attribute of a frozen dataclass into `kind`."""
    value = getattr(owner, name)
    if isinstance(value, Mapping):
        object.__setattr__(owner, name, _declared(kind, name, value))


def convert_each(owner: object, name: str, kind: type[Declared]) -> None:
    """Turn every value of a mapping in an attribute into `kind`."""
    values = {
        key: _declared(kind, f"{name}.{key}", value)
        for key, value in getattr(owner, name).items()
    }
    object.__setattr__(owner, name, values)


def convert_list(owner: object, name: str, kind: type[Declared]) -> None:
    """Turn every value of a list in an attribute into `kind`."""
    values = tuple(_declared(kind, name, value) for value in getattr(owner, name))
    object.__setattr__(owner, name, values)


def check_choice(name: str, value: object, choices: tuple[str, ...]) -> None:
    """Refuse a setting that is none of its choices."""
    if value not in choices:
        listed = f"{', '.join(choices[:-1])} or {choices[-1]}"
        raise ConfigError(f"{name} should be {listed}; got {value!r}.")


def _declared(kind: type[Declared], place: str, value: Any) -> Declared:
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        raise ConfigError(f"source: '{place}' should be a mapping; got {value!r}.")
    try:
        return kind(**value)
    except TypeError as error:
        reason = str(error).partition("() ")[2] or str(error)
        raise ConfigError(f"source: '{place}' {reason}.") from None
