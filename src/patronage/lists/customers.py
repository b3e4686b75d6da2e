"""Who may stand on a list, and what is known of each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from patronage.errors import ConfigError

QUADRANTS = ("none", "inertia", "latent", "true")
ERROR = "_error"


def known_customers(
    features: pd.DataFrame,
    segments: pd.DataFrame,
    memberships: pd.DataFrame,
    axes: pd.DataFrame,
    *,
    keys: Sequence[str],
) -> pd.DataFrame:
    """Return a row per customer of one day, in the order of ids.

    `keys` are those of the scheme's segments, in their order. Beside the features
    stand `segment` (its key; empty where there is none), `p_<key>` (0 where unknown)
    and `strength`: the rank, 0 to 1, on the axis where the customer is the weaker.

    Raises
    ------
    ConfigError
        If the scheme is not one of loyalty.
    """
    check_loyalty(keys)
    everybody = features.sort_values("customer_id")
    ids = everybody["customer_id"]
    placed = segments.set_index("customer_id")["segment"].reindex(ids, fill_value=-1)
    strength = _strength(axes).reindex(ids, fill_value=0.0)
    return everybody.assign(
        segment=np.array([*keys, ""])[placed.to_numpy(np.int64)],
        strength=strength.to_numpy(),
        **_probabilities(memberships, ids, keys),
    ).reset_index(drop=True)


def with_history(
    customers: pd.DataFrame,
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    keys: Sequence[str],
) -> pd.DataFrame:
    """Add the segments of two earlier days: `segment_before`, `segment_after`."""
    days = {"segment_before": before, "segment_after": after}
    named = np.array([*keys, ""])
    found = {
        name: table.set_index("customer_id")["segment"].reindex(
            customers["customer_id"], fill_value=-1
        )
        for name, table in days.items()
    }
    return customers.assign(
        **{name: named[column.to_numpy(np.int64)] for name, column in found.items()}
    )


def _probabilities(
    memberships: pd.DataFrame, ids: pd.Series[str], keys: Sequence[str]
) -> dict[str, np.ndarray]:
    wide = memberships.pivot_table(
        index="customer_id", columns="segment", values="probability", aggfunc="sum"
    ).reindex(index=ids, columns=range(len(keys)))
    table = wide.fillna(0.0).to_numpy(np.float64)
    return {f"p_{key}": table[:, place] for place, key in enumerate(keys)}


def _strength(axes: pd.DataFrame) -> pd.Series[float]:
    names = [n.removesuffix(ERROR) for n in map(str, axes) if n.endswith(ERROR)]
    ranks = axes.set_index("customer_id")[names].rank(pct=True)
    return ranks.min(axis=1, skipna=False).fillna(0.0)


def check_loyalty(keys: Sequence[str]) -> None:
    """Refuse the segments of a scheme that is not one of loyalty.

    Raises
    ------
    ConfigError
        Naming them.
    """
    if set(keys) != set(QUADRANTS):
        raise ConfigError(
            f"lists are made of a loyalty scheme, with the segments "
            f"{', '.join(QUADRANTS)}; got {', '.join(keys)}."
        )
