"""Orders by a fixed cycle: in which of his cycles a customer has bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from patronage.features.lifetime.evidence import cut_day, purchase_days
from patronage.ragged import Ragged

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray, IntArray

Values = dict[str, "FloatArray"]
Counts = tuple["FloatArray", "FloatArray", "FloatArray"]


def cycle_counts(batch: CustomerBatch, cycle_days: int) -> Values:
    """x, t_x and n in cycles at as_of and at the holdout cut, and x between the two.

    Cycle k is centred k cycles after the first purchase, so that who comes every
    week is not counted twice in one and never in the next for coming a day early. A
    cycle counts once it is complete. NaN for who had not bought by then.
    """
    days, first = purchase_days(batch), np.nan_to_num(batch.first_day).astype(np.int64)
    since = days.values - first[days.owner]
    cycles = Ragged(_cycle(since, cycle_days), days.offsets)
    at_end = _counts(cycles, _complete(batch.as_of - first, cycle_days))
    at_cut = _counts(cycles, _complete(cut_day(batch) - first, cycle_days))
    known, began = batch.first_day <= batch.as_of, batch.first_day <= cut_day(batch)
    end, cut = _where(known, at_end), _where(began, at_cut)
    return {
        **_named("lifetime_cycles", end),
        **_named("holdout_calibration_cycles", cut),
        "holdout_cycles_x": end[0] - cut[0],
        "lifetime_gap_cv": days.gaps().cv(),
    }


def _cycle(days: IntArray, cycle_days: int) -> IntArray:
    return (2 * days + cycle_days) // (2 * cycle_days)


def _complete(days: IntArray, cycle_days: int) -> IntArray:
    return np.maximum(_cycle(days + 1, cycle_days) - 1, 0)


def _counts(cycles: Ragged, n: IntArray) -> Counts:
    inside = (cycles.values >= 1) & (cycles.values <= n[cycles.owner])
    bought = cycles.where(inside).distinct()
    x = bought.counts.astype(np.float64)
    return x, np.nan_to_num(bought.last()), n.astype(np.float64)


def _where(known: NDArray[np.bool_], counts: Counts) -> Counts:
    x, t_x, n = (np.where(known, each, np.nan) for each in counts)
    return x, t_x, n


def _named(prefix: str, counts: Counts) -> Values:
    x, t_x, n = counts
    return {f"{prefix}_x": x, f"{prefix}_t_x": t_x, f"{prefix}_n": n}
