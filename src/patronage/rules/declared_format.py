"""Customers who buy as no other of their declared format does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.rules.finding import Check, findings

if TYPE_CHECKING:
    from patronage.segments import FloatArray

FENCE = 2.2
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, kw_only=True)
class DeclaredFormat(Check):
    """Hold the purchases against those of the declared format, on a log scale.

    Reviewed is who lies beyond the fences of the declared format, 2.2 interquartile
    ranges from its quartiles (Hoaglin & Iglewicz 1987, JASA 82:1147), and between the
    5th and the 95th percentile of another; of several the one with the nearest median
    is told. Percentiles of the own format would call somebody unusual in every one.
    Formats of fewer than `min_peers` customers are neither checked nor told.
    """

    column: str = "format"
    value: str = "volume_per_month"
    min_peers: int = 30

    @property
    def needed(self) -> list[str]:
        """The format and the purchases."""
        return [self.column, self.value]

    def __call__(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return who buys like another format."""
        value = features[self.value].to_numpy(np.float64)
        volume = np.log(np.where(value > 0, value, np.nan))
        declared = features[self.column].astype("str").to_numpy(object)
        bounds = self._bounds(volume, declared)
        fences = bounds.reindex(declared)
        low, high = (fences[end].to_numpy(np.float64) for end in ("low", "high"))
        unusual = np.flatnonzero((volume < low) | (volume > high))
        likes = [self._like(volume[row], bounds, declared[row]) for row in unusual]
        here = np.zeros(len(features), dtype=bool)
        here[[row for row, like in zip(unusual, likes, strict=True) if like]] = True
        found = [like for like in likes if like]
        told = zip(declared[here], found, value[here], strict=True)
        return findings(features, here, [self._told(*each) for each in told])

    def _bounds(self, volume: FloatArray, declared: object) -> pd.DataFrame:
        """Return fences, percentiles and median of each format of enough customers."""
        formats = pd.Series(volume).groupby(pd.Series(declared))
        cuts = pd.DataFrame({share: formats.quantile(share) for share in SHARES})
        cuts = cuts[formats.count() >= self.min_peers]
        reach = FENCE * (cuts[0.75] - cuts[0.25])
        return cuts.assign(low=cuts[0.25] - reach, high=cuts[0.75] + reach)

    def _like(self, volume: float, bounds: pd.DataFrame, declared: str) -> str:
        """Return the other format in whose middle the volume lies, "" if in none."""
        others = bounds.drop(declared)
        inside = others[(others[0.05] <= volume) & (volume <= others[0.95])]
        return "" if inside.empty else str((inside[0.5] - volume).abs().idxmin())

    def _told(self, declared: str, like: str, value: float) -> tuple[str, ...]:
        return (
            "buys_like_another_format",
            declared,
            like,
            f"{self.column} is {declared}; {self.value} of {value:,.4g} is unusual "
            f"there and usual for {like}",
            f"申报业态为 {declared}，月均 {value:,.4g} 在该业态中异常，"
            f"在 {like} 中属正常",
        )
