"""Numbers held against a bound, cut off so that none seems to reach what it misses."""

from __future__ import annotations

import math


def cut_off(value: float, decimals: int = 2) -> str:
    """Write a number without what stands behind its last decimal: 0.749 is "0.74"."""
    scale = 10**decimals
    return f"{math.floor(value * scale + 1e-9) / scale:.{decimals}f}"


def cut_off_share(share: float, decimals: int = 2) -> str:
    """Write a share of 1 as a percentage, cut off."""
    return f"{cut_off(100 * share, decimals)}%"
