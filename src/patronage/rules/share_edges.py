"""Edges that part customers into given shares, from the top down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from patronage.errors import ConfigError
from patronage.rules.edges import Edges

if TYPE_CHECKING:
    from patronage.segments import FloatArray


def share_edges(values: FloatArray, shares: Sequence[float]) -> FloatArray:
    """Return the smallest value of each part but the last, of values without NaN.

    An edge is infinite where its share comes to nobody; ties may make edges equal.
    """
    above = np.rint(np.cumsum(shares)[:-1] * len(values)).astype(np.int64)
    edges: FloatArray = np.append(np.sort(values), np.inf)[len(values) - above]
    return edges


def inhabited(edges: FloatArray) -> tuple[Edges | None, list[int]]:
    """Return the edges that part customers, and the tiers between them.

    Without any, all customers share the last tier.
    """
    finite = np.isfinite(edges)
    below = np.append(edges[1:], -np.inf)
    last = np.flatnonzero(finite & (edges > below))
    tiers = [int((~finite).sum()), *(last + 1).tolist()]
    if not len(last):
        return None, tiers
    return Edges(edges[last].tolist(), ["upper"] * len(last)), tiers


def check_shares(shares: Sequence[float], scheme: str) -> None:
    """Refuse shares that are not parts of a whole.

    Raises
    ------
    ConfigError
        If one is not positive, or they do not sum to 1.
    """
    given = np.asarray(shares, np.float64)
    if (given <= 0).any() or not np.isclose(given.sum(), 1):
        raise ConfigError(
            f"{scheme}: shares should be positive and sum to 1; got {list(shares)}."
        )
