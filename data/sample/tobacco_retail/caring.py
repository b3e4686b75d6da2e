"""Whom the made-up retailers would let care for them, and when."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from shops import N, Shops

OCCASIONS = {
    "春节": ("2026-01-20", "2026-02-20"),
    "生日": ("2026-01-08", "2026-01-08"),
    "高龄": ("2025-10-01", "2026-03-31"),
    "重病": ("2025-12-01", "2026-02-28"),
    "残疾": ("2025-01-01", ""),
    "洪灾": ("2025-12-28", "2026-01-15"),
    "中秋": ("2025-09-25", "2025-10-06"),
}


def care(rng: np.random.Generator, shops: Shops) -> list[Sequence[object]]:
    """Rows (customer, occasion, from, until, emergency, consent)."""
    made = []
    for occasion, (since, until) in OCCASIONS.items():
        for i in np.sort(rng.permutation(N)[:10]):
            consent = "yes" if rng.random() < 0.7 else "no"
            emergency = "yes" if occasion == "洪灾" else "no"
            row = (shops.customer[i], occasion, since, until, emergency, consent)
            made.append(row)
    return made
