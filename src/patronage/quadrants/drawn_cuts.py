"""Where the draws of an axis are cut, that its scores be cut where they should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

    from patronage.quadrants.axis import Axis
    from patronage.segments import FloatArray

MOST = 10_000


def drawn_cuts(cuts: FloatArray, scores: FloatArray, draws: NDArray[Any]) -> FloatArray:
    """Return cuts that leave as large a share of draws below as `cuts` of scores.

    They lie between neighbouring draws, also when they are rounded as draws are, or
    beyond all of them.
    """
    share = np.searchsorted(np.sort(scores), cuts) / len(scores)
    values, counts = np.unique(draws, return_counts=True)
    below = np.concatenate([[0.0], np.cumsum(counts) / draws.size])
    after = np.searchsorted(below, share).clip(1, len(values))
    nearer = share - below[after - 1] <= below[after] - share
    place = np.where(nearer, after - 1, after)
    lower, upper = (
        values[(place + step).clip(0, len(values) - 1)].astype(np.float64)
        for step in (-1, 0)
    )
    middle = ((lower + upper) / 2).astype(draws.dtype)
    inside = np.where(middle > lower, middle, upper)
    above = np.maximum(cuts, np.nextafter(values[-1], np.inf, dtype=values.dtype))
    under = np.minimum(cuts, values[0])
    return np.select([place == 0, place == len(values)], [under, above], inside)


def cuts_of_draws(axis: Axis, cuts: FloatArray, features: pd.DataFrame) -> FloatArray:
    """Return the cut of each draw of an axis, given the cuts of its scores.

    Ranks are pooled part by part: a mean of several draws varies less than a mean of
    several scores does, and a cut apart from the median would leave too few beyond it.
    At most 10,000 customers are drawn. An axis in units of its own, or of which
    nothing is uncertain, is cut where its scores are.
    """
    some = _evenly(axis, features)
    if not (axis.relative and len(some)):
        return cuts
    draws = axis.draws(some, len(cuts))
    certain = (draws == draws[:, :1]).all()
    return cuts if certain else drawn_cuts(cuts, axis.transform(some), draws)


def _evenly(axis: Axis, features: pd.DataFrame) -> pd.DataFrame:
    """Known customers, evenly spaced in the order of their scores, then evidence."""
    scores = axis.transform(features)
    known = np.flatnonzero(np.isfinite(scores))
    few = min(MOST, len(known))
    places = ((np.arange(few) + 0.5) * len(known) / max(few, 1)).astype(np.int64)
    reads = sorted({column for part in axis.reads.values() for column in part})
    keyed = features.iloc[known][reads].reset_index(drop=True)
    keyed.insert(0, None, scores[known])
    order = keyed.sort_values(list(keyed.columns)).index.to_numpy()
    return features.iloc[known[order[places]]]
