"""A scheme by its name in `conf/`."""

from __future__ import annotations

from collections.abc import Sequence

from patronage import config
from patronage.segments import SegmentScheme
from patronage.study.known import check_known

KINDS = ("clustering", "quadrants", "rules")


def configured_scheme(name: str, overrides: Sequence[str]) -> SegmentScheme:
    """Make the scheme that a yaml describes, not fitted.

    Raises
    ------
    ConfigError
        If there is no such scheme, or an override cannot be followed.
    """
    offered = {each: kind for kind in KINDS for each in config.options(kind)}
    check_known("a scheme", name, offered)
    kind = offered[name]
    cfg = config.configured([*overrides, f"{kind}={name}"])
    scheme: SegmentScheme = config.instantiate(cfg[kind])  # type: ignore[index]
    return scheme


def kind_of(scheme: SegmentScheme) -> str:
    """Return clustering, quadrants or rules; "own" of a scheme from elsewhere."""
    for each in type(scheme).__mro__:
        parts = each.__module__.split(".")
        if parts[0] == "patronage" and parts[1] in KINDS:
            return parts[1]
    return "own"
