"""What one customer's purchase days say of his lifetime: x, t_x, T, and spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.ragged import Ragged

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.segments import FloatArray

Values = dict[str, "FloatArray"]

HOLDOUT_PART = 4


def purchase_days(batch: CustomerBatch) -> Ragged:
    """Each customer's distinct purchase days of all his past, ascending."""
    return batch.history.purchases["order_day"].distinct()


def cut_day(batch: CustomerBatch) -> int:
    """The day after which the last quarter of the observation is held out."""
    return batch.as_of - batch.observed_days // HOLDOUT_PART


def lifetimes(batch: CustomerBatch) -> Values:
    """x, t_x and T in days at as_of and at the holdout cut, and x between the two.

    NaN for who had not bought by then.
    """
    days, cut = purchase_days(batch), cut_day(batch)
    early = days.where(days.values <= cut)
    began = early.counts > 0
    first = batch.first_day
    return {
        "lifetime_x": _repeats(days),
        "lifetime_t_x": batch.last_day - first,
        "lifetime_T": batch.as_of - first,
        "holdout_calibration_x": _repeats(early),
        "holdout_calibration_t_x": early.last() - first,
        "holdout_calibration_T": np.where(began, cut - first, np.nan),
        "holdout_x": np.where(began, days.counts - early.counts, np.nan),
    }


def repeat_value(batch: CustomerBatch) -> FloatArray:
    """Mean net spend of the purchase days after the first; NaN without any.

    A return without a purchase counts where it falls on such a day.
    """
    netted = batch.history.netted
    rows = netted["order_day"]
    spend = rows.tally(netted["amount"].values)
    repeated = spend.keys.values > batch.first_day[spend.keys.owner]
    if netted.has("is_return"):
        bought = (netted["is_return"].values == 0).astype(np.int64)
        repeated &= rows.tally(bought).counts.values > 0
    total = Ragged(np.where(repeated, spend.counts.values, 0), spend.keys.offsets).sum()
    x = _repeats(purchase_days(batch))
    return np.where(x > 0, batch.money(total) / np.where(x > 0, x, 1), np.nan)


def _repeats(days: Ragged) -> FloatArray:
    return np.where(days.counts > 0, days.counts - 1, np.nan)
