"""Which columns are shares of a whole."""

from __future__ import annotations

RATES = frozenset(["share", "rate", "probability", "continuity", "alive", "missing"])


def is_rate(name: str) -> bool:
    """Say whether the unit in a column's name is that of a rate, 0 to 1."""
    return name.rpartition("_")[2] in RATES
