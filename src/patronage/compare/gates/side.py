"""What is known of one of the two schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import IntArray

UNKNOWN = float("nan")


@dataclass(frozen=True, kw_only=True, eq=False)
class Side:
    """A scheme that is held against another on the same customers and day.

    `segments` is its table `segments`, `n_segments` how many it has, with customers or
    without; `metrics` what was measured of it under the shared names, such as
    `stability/ari`. `promotable` is what the scheme says of itself, `refusals` its
    sentences on why not. A scheme of rules may lack some metrics, or all.

    >>> tiers = study.fit("tier3").segments
    >>> int(Side(name="tier3", segments=tiers, n_segments=3).sizes.sum())
    60
    """

    name: str
    segments: pd.DataFrame
    n_segments: int
    metrics: Mapping[str, float] = field(default_factory=dict)
    promotable: bool = True
    refusals: tuple[str, ...] = ()

    @property
    def sizes(self) -> IntArray:
        """Customers by segment, of those who have one."""
        segment = self.segments["segment"].to_numpy(np.int64)
        return np.bincount(segment[segment >= 0], minlength=self.n_segments)

    def measured(self, name: str) -> float:
        """Return a metric, NaN where it was not measured."""
        return float(self.metrics.get(name, UNKNOWN))

    @property
    def kotler(self) -> float:
        """The share of Kotler's criteria that are met, of those that were judged."""
        judged = self.measured("kotler/judged")
        return self.measured("kotler/met") / judged if judged else UNKNOWN
