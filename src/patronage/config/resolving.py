"""While Hydra composes, it resolves a little; a text that grows is broken off."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from omegaconf.base import Container
from omegaconf.errors import InterpolationResolutionError

MOST_TEXTS = 200
MOST_SIGNS = 100_000


@contextmanager
def little_resolved() -> Iterator[None]:
    """Let OmegaConf resolve so many texts of such a length in the block, and no more.

    What is merged into a configuration, or deleted from it, is resolved before all of
    it stands, and so before its size can be measured.
    """
    resolve, counted = Container.resolve_parse_tree, itertools.count(1)

    def bounded(self: Container, *args: Any, **kwargs: Any) -> Any:
        is_early = next(counted) <= MOST_TEXTS
        made = resolve(self, *args, **kwargs) if is_early else None
        if not is_early or (isinstance(made, str) and len(made) > MOST_SIGNS):
            raise InterpolationResolutionError("interpolations should not grow.")
        return made

    type.__setattr__(Container, "resolve_parse_tree", bounded)
    try:
        yield
    finally:
        type.__setattr__(Container, "resolve_parse_tree", resolve)
