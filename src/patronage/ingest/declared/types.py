"""What a yaml declares, made and checked by the annotations of what it declares."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NoReturn,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from patronage.errors import ConfigError

SCALARS: Mapping[Any, tuple[type, ...]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    float: (int, float),
}
NAMES = {str: "a text", bool: "true or false", int: "a whole number", float: "a number"}


def accept(owner: Any) -> None:
    """Make the attributes of a frozen dataclass what its annotations say.

    Plain mappings become the dataclasses declared for them, and so does a text where
    these have a `short` form: the name of the attribute that a text alone stands for.
    In a mapping, null is as if the key were not there.

    Raises
    ------
    ConfigError
        Naming the place of the first value of another type.
    """
    kind: Any = type(owner)
    for name, hint in _hints(kind).items():
        object.__setattr__(owner, name, _accepted(hint, getattr(owner, name), name))


def _accepted(hint: Any, value: Any, place: str) -> Any:
    origin = get_origin(hint) or hint
    if origin in (Union, UnionType):
        return _either(hint, value, place)
    if is_dataclass(hint):
        return _declared(hint, value, place)
    if origin is Mapping:
        return _mapping(hint, value, place)
    if origin is Sequence:
        return _list(hint, value, place)
    if not _fits(hint, value):
        _refuse(hint, value, place)
    return value


def _fits(hint: Any, value: Any) -> bool:
    if get_origin(hint) is Literal:
        return isinstance(value, str) and value in get_args(hint)
    is_bool = isinstance(value, bool)
    return isinstance(value, SCALARS[hint]) and (hint is bool or not is_bool)


def _either(hint: Any, value: Any, place: str) -> Any:
    if value is None and NoneType in get_args(hint):
        return None
    first, *others = (arm for arm in get_args(hint) if arm is not NoneType)
    if any(_fits(other, value) for other in others):
        return value
    return _accepted(first, value, place)


def _mapping(hint: Any, value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        _refuse(hint, value, place)
    wrong = [key for key in value if not isinstance(key, str)]
    if wrong:
        raise ConfigError(
            f"source: the keys of '{place}' should be texts; "
            f"got {wrong[0]!r}{_advice(str, wrong[0])}."
        )
    inner = get_args(hint)[1]
    return {
        key: _accepted(inner, each, f"{place}.{key}")
        for key, each in value.items()
        if each is not None
    }


def _list(hint: Any, value: Any, place: str) -> Any:
    if not isinstance(value, list | tuple):
        _refuse(hint, value, place)
    (inner,) = get_args(hint)
    if is_dataclass(inner):
        return tuple(
            _accepted(inner, each, f"{place}[{i}]") for i, each in enumerate(value)
        )
    if not all(_fits(inner, each) for each in value):
        _refuse(hint, value, place)
    return value


def _declared(kind: Any, value: Any, place: str) -> Any:
    if isinstance(value, kind):
        return value
    short = getattr(kind, "short", None)
    given = {short: value} if short and isinstance(value, str) else value
    if not isinstance(given, Mapping):
        _refuse(kind, value, place)
    _check_keys(kind, given, place)
    hints = _hints(kind)
    made = {k: _accepted(hints[k], v, f"{place}.{k}") for k, v in given.items()}
    try:
        return kind(**made)
    except ConfigError as error:
        raise ConfigError(f"source: '{place}': {error}") from None


def _check_keys(kind: Any, given: Mapping[Any, Any], place: str) -> None:
    known = _hints(kind)
    for key in given:
        if key not in known:
            close = difflib.get_close_matches(str(key), known, n=1)
            hint = f" (did you mean '{close[0]}'?)" if close else ""
            raise ConfigError(f"source: '{place}' has no key '{key}'{hint}.")
    open_keys = [f"'{key}'" for key in _required(kind) if key not in given]
    if open_keys:
        raise ConfigError(f"source: '{place}' needs {', '.join(open_keys)}.")


def _refuse(hint: Any, value: Any, place: str) -> NoReturn:
    raise ConfigError(
        f"source: '{place}' should be {_meaning(hint)}; "
        f"got {value!r}{_advice(hint, value)}."
    )


def _meaning(hint: Any) -> str:
    origin = get_origin(hint)
    if origin is Literal:
        *most, last = get_args(hint)
        return f"{', '.join(most)} or {last}"
    if is_dataclass(hint):
        return "a text or a mapping" if hasattr(hint, "short") else "a mapping"
    if origin is Sequence:
        texts = get_args(hint)[0] is str
        return f"a list of {'texts' if texts else 'mappings'}"
    return NAMES.get(hint, "a mapping")


def _advice(hint: Any, value: Any) -> str:
    """Say how to write what a yaml reads otherwise than it looks."""
    is_list = get_origin(hint) is Sequence
    if is_list and isinstance(value, str):
        return f" (a list of one is written [{value!r}])"
    words = value if is_list and isinstance(value, list | tuple) else [value]
    if not (is_list or hint is str or hasattr(hint, "short")):
        return ""
    if any(isinstance(word, bool) for word in words):
        return " (quote it: in YAML 1.1 NO means false)"
    if None in words:
        return " (quote it: in YAML NULL means nothing)"
    numbers = any(isinstance(word, int | float) for word in words)
    return " (quote it)" if numbers else ""


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind) if each.init}


def _required(kind: Any) -> list[str]:
    return [
        each.name
        for each in fields(kind)
        if each.init and each.default is MISSING and each.default_factory is MISSING
    ]
