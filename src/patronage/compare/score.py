"""One number of a scorecard, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from patronage.intervals import wilson
from patronage.loggable import Metric
from patronage.segments import FloatArray

LEVEL = 0.95
LOW, HIGH = "_low", "_high"
UNKNOWN = float("nan")


@dataclass(frozen=True)
class Score:
    """A value with its 95 % interval; the bounds are NaN where there is none."""

    name: str
    value: float
    low: float = UNKNOWN
    high: float = UNKNOWN

    @property
    def metrics(self) -> Iterator[Metric]:
        """The value as it is tracked, and its bounds under `_low` and `_high`."""
        yield Metric(self.name, self.value)
        if np.isfinite([self.low, self.high]).all():
            yield Metric(f"{self.name}{LOW}", self.low)
            yield Metric(f"{self.name}{HIGH}", self.high)


def metrics_of(scores: Iterable[Score]) -> Iterator[Metric]:
    """Yield the metrics of scores that are known."""
    for score in scores:
        if np.isfinite(score.value):
            yield from score.metrics


def scores_of(metrics: Iterable[Metric], names: Collection[str]) -> list[Score]:
    """Put metrics of these names and their bounds together again, in their order."""
    values = {metric.name: metric.value for metric in metrics}
    return [
        Score(
            name,
            values[name],
            values.get(f"{name}{LOW}", UNKNOWN),
            values.get(f"{name}{HIGH}", UNKNOWN),
        )
        for name in names
        if name in values
    ]


def share_score(name: str, who: NDArray[np.bool_]) -> Score:
    """Return the share of those who are it, with Wilson's interval."""
    part = np.array([who.mean()])
    low, high = wilson(part, np.array([len(who)]))
    return Score(name, float(part[0]), float(low[0]), float(high[0]))


def scorecard(scores: Iterable[Score]) -> pd.DataFrame:
    """Return the table `scorecard`: metric, value, low, high."""
    rows = [(score.name, score.value, score.low, score.high) for score in scores]
    return pd.DataFrame(rows, columns=["metric", "value", "low", "high"])


def resampled(
    measure: Callable[[FloatArray], FloatArray], n: int, *, seed: int, resamples: int
) -> tuple[FloatArray, FloatArray]:
    """Return the 95 % percentile interval of measures of `n` customers drawn again.

    `measure` takes how often each customer is drawn and returns one value a measure.
    What is not defined in some resample is of the others (Efron & Tibshirani 1993,
    ch. 13). The same seed draws the same customers for every scheme.
    """
    drawn = [
        measure(np.bincount(rng.integers(n, size=n), minlength=n).astype(np.float64))
        for rng in map(
            np.random.default_rng, np.random.SeedSequence(seed).spawn(resamples)
        )
    ]
    return percentiles(np.array(drawn))


def percentiles(drawn: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return what the middle 95 % of the rows lie between, NaN where a row is NaN."""
    tail = (1 - LEVEL) / 2
    known = np.isfinite(drawn).any(0)
    bounds = np.full((2, drawn.shape[1]), np.nan)
    bounds[:, known] = np.nanquantile(drawn[:, known], [tail, 1 - tail], axis=0)
    return bounds[0], bounds[1]
