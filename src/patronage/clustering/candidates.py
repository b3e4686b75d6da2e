"""Which numbers of clusters can be tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sklearn.cluster import KMeans

from patronage.clustering.enough_customers import require_distinct
from patronage.clustering.rows import distinct_rows
from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.segments import FloatArray

COUNTS = ("n_clusters", "n_components")


def set_number(clusterer: Any) -> int | None:
    """Return the number a clusterer is set to; None for one that finds its own."""
    known = (KMeans() if clusterer is None else clusterer).get_params()
    return next((int(known[name]) for name in COUNTS if name in known), None)


def feasible(asked: Sequence[int], sample: FloatArray) -> list[int]:
    """Return the numbers asked for that the sample has distinct rows for.

    Raises
    ------
    ConfigError
        If no number of clusters, or one below 1, is asked for.
    QualityError
        If the sample has fewer distinct rows than the fewest clusters asked for.
    """
    if not asked or min(asked) < 1:
        raise ConfigError(
            f"numbers of clusters should be 1 or more, and k_max at least k_min; "
            f"got {asked or 'none'}."
        )
    rows = distinct_rows(sample)
    require_distinct(asked[0], rows)
    return [k for k in asked if k <= len(rows.values)]
