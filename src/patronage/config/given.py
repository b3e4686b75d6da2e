"""What a yaml leaves open must be given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from omegaconf import DictConfig, ListConfig, OmegaConf

from patronage.config.settings import MISSING
from patronage.errors import ConfigError


def check_given(node: DictConfig | ListConfig) -> None:
    """Refuse a part of the configuration while any key of it is `???`.

    Raises
    ------
    ConfigError
        Naming all such keys.
    """
    place = node._get_full_key(None)
    open_keys = list(_open(OmegaConf.to_container(node, resolve=False), place))
    if open_keys:
        raise ConfigError(f"these keys must be given: {', '.join(open_keys)}.")


def _open(node: Any, place: str) -> Iterator[str]:
    if node == MISSING:
        yield place
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _open(value, f"{place}.{key}".lstrip("."))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _open(value, f"{place}[{index}]")
