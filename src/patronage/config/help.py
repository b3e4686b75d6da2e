"""What `--help` says, without waiting for Hydra."""

from __future__ import annotations

import inspect
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from patronage.config.layout import root
from patronage.config.settings import MISSING, Config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def help_text(task: Callable[..., Any], command: str) -> str:
    """Return what a command does and what it can be told."""
    groups = [f"  {name:<15}{', '.join(options)}" for name, options in _groups()]
    scalars = [f"  {name:<22}{value}" for name, value in _scalars(Config())]
    return "\n".join(
        [
            inspect.getdoc(task) or "",
            "",
            f"usage: python -m {command} [group=option] [key=value] [-m]",
            "",
            "Groups (an option is a file of conf/<group>/):",
            *groups,
            "",
            "Keys, with their defaults:",
            *scalars,
            "",
            "Any key of a group can be set, as in selection.k_max=6.",
            "--cfg job prints the whole configuration; -m runs every combination of",
            "values listed, as in clustering=kmeans,gaussian_mixture.",
        ]
    )


def _groups() -> Iterator[tuple[str, list[str]]]:
    for folder in sorted(path for path in (root() / "conf").iterdir() if path.is_dir()):
        yield folder.name, sorted(path.stem for path in folder.glob("*.yaml"))


def _scalars(settings: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    for field in fields(settings):
        value = getattr(settings, field.name)
        if is_dataclass(value):
            yield from _scalars(value, f"{field.name}.")
        elif value != MISSING:
            yield f"{prefix}{field.name}", _as_yaml(value)


def _as_yaml(value: Any) -> str:
    said = {None: "null", True: "true", False: "false"}
    plain = getattr(value, "value", value)
    return said[plain] if plain is None or isinstance(plain, bool) else str(plain)
