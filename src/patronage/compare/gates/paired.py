"""Whether one scheme foretells more of what customers did next than another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import ndtri

from patronage.compare.future import FEWEST, NAMES, Future
from patronage.segments import KEY, UNASSIGNED

if TYPE_CHECKING:
    from patronage.segments import FloatArray

CHAMPION, CHALLENGER = "champion", "challenger"
MEASURES = ("r2", "gini", "retention_auc")
JUDGED = [NAMES.index(name) for name in MEASURES]
COLUMNS = ["measure", CHAMPION, CHALLENGER, "difference", "low", "high"]


def usefulness(
    champion: pd.DataFrame,
    challenger: pd.DataFrame,
    outcomes: pd.DataFrame,
    *,
    seed: int,
    resamples: int = 200,
    level: float = 0.02,
) -> pd.DataFrame:
    """Return how well two schemes foretell outcomes, and the difference, a row each.

    `champion` and `challenger` are tables `segments` of the same customers and day,
    `outcomes` what these did afterwards, which neither side has seen. Everybody who has
    an outcome counts on both sides; a side that leaves customers without a segment
    foretells them the mean. Measures are those of `future`: each customer is foretold
    by other folds, so a side gains nothing by having more segments.

    Customers are drawn again for both sides at once, copies of one in the same fold.
    `low` and `high` are the difference less and plus z standard errors of its resamples
    (Efron & Tibshirani 1993, ch. 13.3), each a one-sided bound at `level` over the
    number of measures (Bonferroni): that some true difference lies below its `low` has
    a chance of `level` at most. What is not defined on a side has no row; with fewer
    than 10 customers there are none.

    >>> tiers = study.fit("tier3").segments
    >>> same = usefulness(tiers, tiers, study.outcomes, seed=0, resamples=20)
    >>> float(same["difference"].abs().max()), float(same["high"].max())
    (0.0, 0.0)
    """
    known = _known(champion, challenger, outcomes)
    if len(known) < FEWEST:
        return pd.DataFrame(columns=COLUMNS)
    told = [_told(known, side, seed) for side in (CHAMPION, CHALLENGER)]
    before, after = (_judged(side, np.ones(len(known))) for side in told)
    spread = _spread(told, len(known), seed, resamples)
    reach = float(ndtri(1 - level / len(MEASURES))) * spread
    gain = after - before
    columns = [MEASURES, before, after, gain, gain - reach, gain + reach]
    table = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
    return table.dropna().reset_index(drop=True)


def _known(
    champion: pd.DataFrame, challenger: pd.DataFrame, outcomes: pd.DataFrame
) -> pd.DataFrame:
    """Everybody who has an outcome, with the segments of both sides."""
    known = outcomes
    for side, segments in ((CHAMPION, champion), (CHALLENGER, challenger)):
        own = segments[[*KEY, "segment"]].rename(columns={"segment": side})
        known = known.merge(own, on=KEY, how="left")
    return known.sort_values(KEY, ignore_index=True)


def _told(known: pd.DataFrame, side: str, seed: int) -> Future:
    """What one side foretells; folds go by the seed, so both have the same."""
    return Future.of(
        known.assign(segment=known[side].fillna(UNASSIGNED).astype(np.int64)), seed=seed
    )


def _judged(told: Future, weight: FloatArray) -> FloatArray:
    return told.measures(weight)[JUDGED]


def _spread(told: list[Future], n: int, seed: int, resamples: int) -> FloatArray:
    """Return the standard errors of the differences; NaN where one is not defined."""
    gains = []
    for spawned in np.random.SeedSequence(seed).spawn(resamples):
        drawn = np.random.default_rng(spawned).integers(n, size=n)
        weight = np.bincount(drawn, minlength=n).astype(np.float64)
        gains.append(_judged(told[1], weight) - _judged(told[0], weight))
    table = np.array(gains)
    defined = np.isfinite(table).sum(0) > 1
    spread = np.full(len(MEASURES), np.nan)
    spread[defined] = np.nanstd(table[:, defined], axis=0, ddof=1)
    return spread
