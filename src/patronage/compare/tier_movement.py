"""How much computed and official tiers move from period to period: METHODS C6."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.arithmetic import ratio
from patronage.loggable import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.segments import IntArray

SIDES = {"raw": "raw", "official": "official"}
ARRIVED, LAPSED = ("first", "returned"), "lapsed"


def movement_by_period(trail: pd.DataFrame, *, ordered: bool) -> pd.DataFrame:
    """Return a row per period: who changed since the one before.

    Counts first. `placed` have an official tier, `arrived` since this period, `lapsed`
    no more, `differing` another than computed. Of those with a computed tier in this
    period and the one before (`raw_compared`) `raw_changed` have another, of whom
    `raw_undone` are back where they were two periods ago; the same of official tiers.
    `promoted` and `demoted` official tiers, and the mean steps (|delta| over those
    compared), only where tiers are `ordered`. `value_median` tells a movement of
    everybody, such as the season's, from that of customers.

    Parameters
    ----------
    trail : DataFrame
        `customer_id`, `as_of`, `raw`, `official`, `reason`, `value`: a row per customer
        and period.
    ordered : bool
        Whether a lower number is a better tier.
    """
    wide = {name: _wide(trail, name) for name in ("raw", "official", "reason", "value")}
    raw, official = (wide[side].to_numpy(np.int64) for side in SIDES)
    reason = wide["reason"].to_numpy()
    differing = (raw >= 0) & (official >= 0) & (raw != official)
    table = pd.DataFrame(
        {
            "as_of": wide["raw"].index,
            "placed": (official >= 0).sum(1),
            "arrived": np.isin(reason, ARRIVED).sum(1),
            "lapsed": (reason == LAPSED).sum(1),
            "differing": differing.sum(1),
            **_changes("raw_", raw),
            **_changes("", official),
            **(_steps(raw, official) if ordered else {}),
            "value_median": wide["value"].median(axis=1).to_numpy(np.float64),
        }
    )
    shares = {
        f"{side}changed_share": ratio(*_columns(table, side)) for side in ("raw_", "")
    }
    return table.assign(**shares)


def movement_metrics(table: pd.DataFrame) -> list[Metric]:
    """Return the metrics of a run: shares of all changes that could have been."""
    found = dict(_summed(table))
    return [
        Metric(f"movement/{name}", value)
        for name, value in found.items()
        if np.isfinite(value)
    ]


def tier_shares(trail: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each official tier in each period, a row per period.

    Of those who have one; columns are the tiers that anybody was in.
    """
    placed = trail[trail["official"] >= 0]
    counts = pd.crosstab(placed["as_of"], placed["official"])
    return counts.div(counts.sum(axis=1), axis=0)


def _wide(trail: pd.DataFrame, column: str) -> pd.DataFrame:
    return trail.pivot_table(
        column, "as_of", "customer_id", aggfunc="first", dropna=False
    )


def _columns(table: pd.DataFrame, side: str) -> tuple[IntArray, IntArray]:
    changed, compared = (
        table[f"{side}{name}"].to_numpy(np.int64) for name in ("changed", "compared")
    )
    return changed, compared


def _changes(prefix: str, tier: IntArray) -> dict[str, IntArray]:
    """Count who can be compared with the period before, changed, and went back."""
    both = (tier[1:] >= 0) & (tier[:-1] >= 0)
    changed = both & (tier[1:] != tier[:-1])
    undone = changed[1:] & changed[:-1] & (tier[2:] == tier[:-2])
    counts = {"compared": both, "changed": changed, "undone": undone}
    return {
        f"{prefix}{name}": np.append(np.zeros(len(tier) - len(c), int), c.sum(1))
        for name, c in counts.items()
    }


def _steps(raw: IntArray, official: IntArray) -> dict[str, object]:
    """Count promotions and demotions, and average the steps."""
    found: dict[str, object] = {}
    for prefix, tier in (("raw_", raw), ("", official)):
        both = (tier[1:] >= 0) & (tier[:-1] >= 0)
        step = np.where(both, tier[1:] - tier[:-1], 0)
        means = ratio(np.abs(step).sum(1), both.sum(1))
        found[f"{prefix}promoted"] = np.append(0, (step < 0).sum(1))
        found[f"{prefix}demoted"] = np.append(0, (step > 0).sum(1))
        found[f"{prefix}mean_step"] = np.append(np.nan, means)
    return found


def _summed(table: pd.DataFrame) -> Iterator[tuple[str, float]]:
    total = table.sum(numeric_only=True)
    yield "periods", float(len(table))
    yield "raw_changed_share", _part(total, "raw_changed", "raw_compared")
    yield "changed_share", _part(total, "changed", "compared")
    yield "raw_undone_share", _part(total, "raw_undone", "raw_changed")
    yield "differing_share", _part(total, "differing", "placed")
    yield "saved_share", 1 - _part(total, "changed", "raw_changed")
    yield "lapsed", float(total["lapsed"])
    if "promoted" not in table:
        return
    for prefix in ("raw_", ""):
        compared = table[f"{prefix}compared"]
        steps = float((table[f"{prefix}mean_step"] * compared).sum())
        yield f"{prefix}mean_step", steps / n if (n := compared.sum()) else np.nan
        for way in ("promoted", "demoted"):
            yield (
                f"{prefix}{way}_share",
                _part(total, f"{prefix}{way}", f"{prefix}compared"),
            )


def _part(total: pd.Series[float], some: str, of: str) -> float:
    return float(total[some] / total[of]) if total[of] else np.nan
