"""Fitted models as skops files: nothing is unpickled, only known types are built."""

from __future__ import annotations

import dataclasses
import importlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from sklearn.base import BaseEstimator
from skops.io import dumps, get_untrusted_types, loads

from patronage.errors import InputError, IntegrityError
from patronage.io.publish import publish

TRUSTED = frozenset(
    {
        "numpy.dtype",
        "sklearn.cluster._bisect_k_means._BisectingTree",
        "sklearn.cluster._kmeans._kmeans_single_elkan",
        "sklearn.cluster._kmeans._kmeans_single_lloyd",
        "sklearn.metrics._dist_metrics.EuclideanDistance64",
        "sklearn.neighbors._ball_tree.BallTree",
        "sklearn.neighbors._kd_tree.KDTree",
        "sklearn.tree._tree.Tree",
    }
)


def save_model(path: Path, estimator: Any) -> Path:
    """Write a fitted estimator; the same model gives the same bytes.

    Raises
    ------
    IntegrityError
        If it holds an object of a type that `load_model` would refuse.
    """
    dumped = dumps(estimator)
    _trusted_in(dumped, path)
    with publish(path) as temporary:
        temporary.write_bytes(_canonical(dumped))
    return path


def load_model(path: Path) -> Any:
    """Read what `save_model` wrote.

    Raises
    ------
    InputError
        If there is no such file.
    IntegrityError
        If the file is damaged, or names a type that is not ours or scikit-learn's;
        nothing in it has been run then.
    """
    try:
        dumped = path.read_bytes()
    except OSError as error:
        raise InputError(f"model '{path}' cannot be read: {error.strerror}.") from error
    trusted = _trusted_in(dumped, path)
    try:
        return loads(dumped, trusted=trusted)
    except Exception as error:
        raise IntegrityError(f"model '{path}' is damaged: {error}.") from error


def trusted_types(estimator: Any) -> list[str]:
    """Return the types beyond skops' own that a file of this estimator names."""
    return _trusted_in(dumps(estimator), type(estimator).__name__)


def _trusted_in(dumped: bytes, name: object) -> list[str]:
    try:
        types = get_untrusted_types(data=dumped)
    except (BadZipFile, KeyError, TypeError, ValueError, OSError) as error:
        raise IntegrityError(f"model '{name}' is damaged: {error}.") from error
    foreign = [kind for kind in types if not _is_trusted(kind)]
    if foreign:
        raise IntegrityError(
            f"model '{name}' may hold only our own and scikit-learn's types; "
            f"got {', '.join(foreign)}."
        )
    return list(types)


def _is_trusted(name: str) -> bool:
    return name in TRUSTED or (name.startswith("patronage.") and _is_ours(name))


def _is_ours(name: str) -> bool:
    module, _, attribute = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError):
        return False
    model = isinstance(found, type) and (
        issubclass(found, BaseEstimator) or dataclasses.is_dataclass(found)
    )
    return model and found.__module__ == module


def _canonical(dumped: bytes) -> bytes:
    """Replace memory addresses and times, by which equal dumps differ."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(dumped)) as source, ZipFile(packed, "w") as target:
        numbers: dict[str, int] = {}
        schema = _numbered(json.loads(source.read("schema.json")), numbers)
        target.writestr(ZipInfo("schema.json"), json.dumps(schema, indent=1))
        for old, new in _renamed(source, numbers):
            target.writestr(ZipInfo(new), source.read(old))
    return packed.getvalue()


def _numbered(state: Any, numbers: dict[str, int]) -> Any:
    if isinstance(state, list):
        return [_numbered(item, numbers) for item in state]
    if not isinstance(state, dict):
        return state
    return {key: _entry(key, value, numbers) for key, value in state.items()}


def _entry(key: str, value: Any, numbers: dict[str, int]) -> Any:
    if key == "__id__" and isinstance(value, int):
        return numbers.setdefault(str(value), len(numbers) + 1)
    if key == "file" and isinstance(value, str):
        stem, dot, suffix = value.partition(".")
        return f"{numbers.setdefault(stem, len(numbers) + 1)}{dot}{suffix}"
    return _numbered(value, numbers)


def _renamed(source: ZipFile, numbers: dict[str, int]) -> Iterator[tuple[str, str]]:
    names = (name for name in source.namelist() if name != "schema.json")
    pairs = [(name, _entry("file", name, numbers)) for name in names]
    return iter(sorted(pairs, key=lambda pair: int(pair[1].partition(".")[0])))
