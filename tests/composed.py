"""The configuration, composed once for the same overrides."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from patronage.config import standalone


@contextmanager
def composed_once() -> Iterator[None]:
    """Spare tests what takes longest of a small study: reading `conf/` again."""
    known = cache(standalone._composed)

    def composed(overrides):
        return copy.deepcopy(known(tuple(overrides)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standalone, "_composed", composed)
        yield
