"""A part of the configuration as plain values, and made again from them."""

from __future__ import annotations

from typing import Any

from omegaconf import OmegaConf

from patronage.config.targets import instantiate
from patronage.errors import IntegrityError


def kept(node: Any) -> Any:
    """Return a group as it is resolved, in types that JSON knows."""
    return OmegaConf.to_container(node, resolve=True, enum_to_str=True)


def made_again(plain: Any) -> Any:
    """Make what `kept` has kept; raises what `instantiate` raises.

    Raises
    ------
    IntegrityError
        If a text refers to something else, which none does that was resolved.
    """
    if "${" in repr(plain):
        raise IntegrityError("a kept configuration should hold no '${'; got some.")
    return instantiate(OmegaConf.create(plain))
