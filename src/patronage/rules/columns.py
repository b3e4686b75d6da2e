"""The columns that a rule asks of the features."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from patronage.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

# Who looks for one of these is told which family to add to `features`.
FAMILIES = {
    "volume": (
        "volume_per_month",
        "volume_months",
        "volume_is_provisional",
        "volume_12_months",
        "unit_price",
    ),
    "arpu": ("arpu", "net_arpu", "arpu_months", "arpu_is_provisional"),
    "points": ("level_points", "points_balance", "redemption_rate"),
    "value": (
        "monetary_total",
        "purchase_days",
        "recency_score",
        "frequency_score",
        "monetary_score",
    ),
    "behavioural": ("recency_days", "interpurchase_days_mean"),
    "loyalty": ("own_brand_share",),
    "attributes": ("format", "market"),
    "retailer": (
        "contribution_score",
        "support_score",
        "credit_score",
        "tenure_score",
        "influence_score",
    ),
}


def check_columns(features: pd.DataFrame, columns: Iterable[str], scheme: str) -> None:
    """Refuse features that lack a column.

    Raises
    ------
    ConfigError
        Names the first column that is missing, the one most like it, and the family
        that would bring it.
    """
    for column in columns:
        if column not in features:
            raise ConfigError(
                f"{scheme}: the features have no column '{column}'"
                f"{_hint(features, column)}."
            )


def _hint(features: pd.DataFrame, column: str) -> str:
    offered = [family for family, known in FAMILIES.items() if column in known]
    if offered:
        return f" (the family '{offered[0]}' of `features` brings it)"
    close = difflib.get_close_matches(column, map(str, features), n=1)
    return f" (found: '{close[0]}', did you mean it?)" if close else ""
