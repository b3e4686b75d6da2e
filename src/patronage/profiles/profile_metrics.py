"""What a profile says in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from patronage.profiles.metrics import size_metrics

if TYPE_CHECKING:
    from patronage.loggable import Metric
    from patronage.profiles.described import Described


def profile_metrics(described: Described) -> Iterator[Metric]:
    """Yield sizes, and what tells the segments apart, of those who are placed."""
    yield from size_metrics(described.profile)
    if described.profile["size"].any():
        yield from described.explained.metrics()
