"""Kotler's five criteria of a useful segmentation, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from patronage.answers import said_yes
from patronage.loggable import Metric

KNOWN, FIDELITY = 0.9, 0.80
REVENUE, ACCESSIBLE, MEDIUM = 0.02, 0.6, 0.06


@dataclass(frozen=True, kw_only=True)
class Kotler:
    """What is known of a scheme's segments, judged by five criteria.

    `segments` has a row per segment: `size`, `revenue_share` (NaN where unknown),
    `margin` and `cost` (money of all its customers in the same time), `capacity`
    (customers that can be served; NaN without a limit), `has_action`, all of it for
    segments with customers. `known` is the share of customers of whom all that
    describes segments is known, `fidelity` how often simple rules find the segment,
    `accessible` the share of customers who may be reached, `eta2` the median share of
    variance that segments explain in what they are not made of, `pairs_apart` the share
    of pairs that differ; NaN where a thing is not known.
    """

    segments: pd.DataFrame
    owner: str
    min_size: int
    known: float = float("nan")
    fidelity: float = float("nan")
    accessible: float = float("nan")
    eta2: float = float("nan")
    pairs_apart: float = float("nan")

    @property
    def table(self) -> pd.DataFrame:
        """A row per criterion: `criterion`, `value` (0 to 1), `met` (NaN: unknown)."""
        rows = {
            "measurable": self._measurable(),
            "substantial": self._substantial(),
            "accessible": (self.accessible, _at_least(self.accessible, ACCESSIBLE)),
            "differentiable": self._differentiable(),
            "actionable": self._actionable(),
        }
        return pd.DataFrame(
            [(name, value, met) for name, (value, met) in rows.items()],
            columns=["criterion", "value", "met"],
        )

    @property
    def metrics(self) -> list[Metric]:
        """What can be told, under `kotler/`; `kotler/met` counts the criteria met."""
        table = self.table
        told = table.dropna(subset="value")
        judged = table.dropna(subset="met")
        return [
            *(
                Metric(f"kotler/{name}", float(value))
                for name, value in zip(told["criterion"], told["value"], strict=True)
            ),
            Metric("kotler/met", float(judged["met"].sum())),
            Metric("kotler/judged", float(len(judged))),
        ]

    def _measurable(self) -> tuple[float, float]:
        """Known of nearly all, and found again by simple rules."""
        met = _both(_at_least(self.known, KNOWN), _at_least(self.fidelity, FIDELITY))
        return float(np.nanmin([self.known, self.fidelity, 1.0])), met

    def _substantial(self) -> tuple[float, float]:
        """Share of segments that are large enough, and bring more than they cost."""
        share, margin = self.segments["revenue_share"], self.segments["margin"]
        cost = self.segments["cost"].fillna(0)
        enough = self.segments["size"] >= self.min_size
        enough &= (share >= REVENUE) | share.isna()
        enough &= (margin > cost) | margin.isna()
        return _share(enough)

    def _differentiable(self) -> tuple[float, float]:
        return self.eta2, _both(_at_least(self.eta2, MEDIUM), float(self.pairs_apart))

    def _actionable(self) -> tuple[float, float]:
        """Share of segments with an action, somebody to do it, and room for all."""
        capacity = self.segments["capacity"].astype("float64")
        room = capacity.isna() | (capacity >= self.segments["size"])
        return _share(self.segments["has_action"] & room & bool(self.owner))


def known_share(features: pd.DataFrame, used: Sequence[str]) -> float:
    """Share of customers with a purchase of whom all `used` columns are known."""
    columns = [name for name in used if name in features]
    active = features.loc[features["status"] == "ok", columns]
    return float(active.notna().all(axis=1).mean()) if columns else float("nan")


def accessible_share(features: pd.DataFrame, column: str) -> float:
    """Share of customers who may be contacted; NaN where the source does not say."""
    if column not in features:
        return float("nan")
    told = features.loc[features["status"] == "ok", column]
    return float(said_yes(told).mean()) if told.notna().any() else float("nan")


def _at_least(value: float, least: float) -> float:
    return float("nan") if np.isnan(value) else float(value >= least)


def _both(one: float, other: float) -> float:
    """Whether both are met; one that is not met suffices for no, unknown is unknown."""
    if one == 0 or (other < 1 and not np.isnan(other)):
        return 0.0
    return one * other


def _share(enough: pd.Series) -> tuple[float, float]:
    value = float(enough.mean()) if len(enough) else float("nan")
    return value, _at_least(value, 1.0)
