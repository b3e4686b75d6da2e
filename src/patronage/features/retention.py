"""How many customers stay, segment by segment, without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import CensoredData, ecdf

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from patronage.segments import FloatArray


def kaplan_meier(periods: ArrayLike, ended: ArrayLike, ages: ArrayLike) -> FloatArray:
    """Estimate the share of contracts that last longer than `ages`.

    Source: Kaplan & Meier (1958), J. American Statistical Association 53:457.
    `periods` are periods completed; where a contract has not `ended`, it lasts longer
    than that. After the last age that was seen the share stays as it is there.
    """
    lasted, left = np.asarray(periods, np.float64), np.asarray(ended, bool)
    observed = CensoredData(lasted[left], right=lasted[~left])
    return np.asarray(ecdf(observed).sf.evaluate(ages), np.float64)


def retention_by_segment(contracts: pd.DataFrame, *, horizon: int = 12) -> pd.DataFrame:
    """Return how each segment keeps its customers.

    `contracts` has a row per customer: `segment`, `periods` completed, and whether it
    has `ended`. `retention` is a period's, S(h)^(1/h), where h is `horizon` or the
    longest that the segment was seen (`observed`), and `survival` is S(h).
    """
    rows = [
        {"segment": segment, **_kept(group["periods"], group["ended"], horizon)}
        for segment, group in contracts.groupby("segment", sort=True)
    ]
    return pd.DataFrame(rows)


def _kept(
    periods: pd.Series[float], ended: pd.Series[bool], horizon: int
) -> dict[str, float]:
    lasted, left = periods.to_numpy(np.float64), ended.to_numpy(bool)
    observed = min(float(horizon), lasted.max())
    survival = float(kaplan_meier(lasted, left, observed))
    return {
        "customers": len(lasted),
        "ended": int(left.sum()),
        "observed": observed,
        "survival": survival,
        "retention": survival ** (1 / observed) if observed > 0 else np.nan,
    }
