"""Whether two axes together foretell more than each of them: METHODS B, East 2005."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import t
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import r2_score, roc_auc_score

from patronage.loggable import Metric
from patronage.said import Said
from patronage.segments import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from patronage.segments import FloatArray

N_FOLDS = 5
FEWEST = 50
LEVEL = 0.975
OUTCOMES = {
    "r2": ("later spend (R2 of its logarithm)", "以后消费（对数的 R2）"),
    "auc": ("who comes back (area under the curve)", "是否再来（AUC）"),
}
MODELS = ("first", "second", "both", "product")


class Gain(NamedTuple):
    """What the product of the axes adds, and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """How well models of the two axes foretell what followed.

    `scores` has a row per outcome ("r2" of log1p(future_amount), "auc" of retained),
    model and fold: the first axis, the second, both, and both with their product. An
    outcome that does not vary is left out.
    """

    axis_names: tuple[str, str]
    customers: int
    scores: pd.DataFrame

    @cached_property
    def gains(self) -> dict[str, Gain]:
        """What the product adds to both axes, by outcome."""
        return {
            str(measure): _gain(table)
            for measure, table in self.scores.groupby("measure", sort=False)
        }

    @property
    def supported(self) -> bool:
        """Whether the product adds to the foretelling of either outcome."""
        return any(gain.low > 0 for gain in self.gains.values())

    @property
    def table(self) -> pd.DataFrame:
        """A row per outcome and model: `measure`, `model`, `value` over the folds."""
        means = self.scores.groupby(["measure", "model"], sort=False)["value"].mean()
        called = dict(zip(MODELS, (*self.axis_names, "both", "product"), strict=True))
        return means.reset_index().replace({"model": called})

    @property
    def metrics(self) -> list[Metric]:
        """The metrics of a run."""
        return list(self._metrics())

    @property
    def sentences(self) -> list[Said]:
        """What a reader should take from it, English and Chinese."""
        return [_said(measure, gain) for measure, gain in self.gains.items()]

    def _metrics(self) -> Iterator[Metric]:
        alone = self.table[self.table["model"] != "product"]
        for measure, model, value in alone.to_numpy():
            yield Metric(f"future/{model}_{measure}", float(value))
        for measure, gain in self.gains.items():
            yield Metric(f"future/interaction_{measure}_gain", gain.value)
            yield Metric(f"future/interaction_{measure}_gain_low", gain.low)
            yield Metric(f"future/interaction_{measure}_gain_high", gain.high)


def interaction(
    axes: pd.DataFrame, outcomes: pd.DataFrame, axis_names: tuple[str, str]
) -> Interaction | None:
    """Cross-validate what the product of two axes adds to both of them.

    5 folds; who is in which depends on the customers' values, not on their ids. None
    below 50 customers who are known on both axes and have outcomes.
    """
    first, second = axis_names
    known = axes[[*KEY, first, second]].dropna().merge(outcomes, on=KEY)
    if len(known) < FEWEST:
        return None
    columns = ["future_amount", "retained", second, first]
    x = known.sort_values(columns[::-1], ignore_index=True)
    x = x.assign(fold=np.arange(len(x)) % N_FOLDS)
    rows = [*_scores(x, axis_names, "r2"), *_scores(x, axis_names, "auc")]
    scores = pd.DataFrame(rows, columns=["measure", "model", "fold", "value"])
    return Interaction(axis_names=axis_names, customers=len(x), scores=scores)


def _scores(
    known: pd.DataFrame, axis_names: tuple[str, str], measure: str
) -> Iterator[tuple[str, str, int, float]]:
    judge = {"r2": _r2, "auc": _auc}[measure]
    target = _target(known, measure)
    if any(np.ptp(target[known["fold"] == fold]) == 0 for fold in range(N_FOLDS)):
        return
    points = known[list(axis_names)].to_numpy(np.float64)
    for model in MODELS:
        for fold in range(N_FOLDS):
            tested = (known["fold"] == fold).to_numpy()
            x = _design(points, tested, model)
            yield measure, model, fold, judge(x, target, tested)


def _target(known: pd.DataFrame, measure: str) -> FloatArray:
    if measure == "auc":
        return known["retained"].to_numpy(np.float64)
    return np.log1p(known["future_amount"].clip(lower=0).to_numpy(np.float64))


def _design(points: FloatArray, tested: NDArray[np.bool_], model: str) -> FloatArray:
    """Axes centred and scaled as in the rows that are learned from, and products."""
    learned = points[~tested]
    scale = np.where(np.ptp(learned, axis=0) > 0, learned.std(0), 1.0)
    a, r = ((points - learned.mean(0)) / scale).T
    columns = {"first": [a], "second": [r], "both": [a, r], "product": [a, r, a * r]}
    return np.column_stack(columns[model])


def _r2(x: FloatArray, y: FloatArray, tested: NDArray[np.bool_]) -> float:
    fitted = LinearRegression().fit(x[~tested], y[~tested])
    return float(r2_score(y[tested], fitted.predict(x[tested])))


def _auc(x: FloatArray, y: FloatArray, tested: NDArray[np.bool_]) -> float:
    fitted = LogisticRegression().fit(x[~tested], y[~tested])
    return float(roc_auc_score(y[tested], fitted.decision_function(x[tested])))


def _gain(scores: pd.DataFrame) -> Gain:
    """Mean over folds; folds share what they learn from (Nadeau & Bengio 2003, ML 52).

    The variance of a mean of k folds is taken as that of one, times 1/k + 1/(k - 1).
    """
    wide = scores.pivot_table("value", "fold", "model")
    gains = (wide["product"] - wide["both"]).to_numpy()
    mean, shared = float(gains.mean()), 1 / N_FOLDS + 1 / (N_FOLDS - 1)
    half = float(t.ppf(LEVEL, N_FOLDS - 1) * gains.std(ddof=1) * np.sqrt(shared))
    return Gain(mean, mean - half, mean + half)


def _said(measure: str, gain: Gain) -> Said:
    span = f"{gain.value:+.4f} ({gain.low:+.4f} – {gain.high:+.4f})"
    en, zh = OUTCOMES[measure]
    if gain.low > 0:
        return Said(
            f"The two axes together foretell {en} beyond each alone: {span}.",
            f"两轴的交互能提高对{zh}的预测：{span}。",
        )
    return Said(
        f"That the two axes act together is not seen in {en}: {span}; one beside the "
        "other, they foretell it as well.",
        f"看不出两轴的交互能提高对{zh}的预测：{span}；两轴并列已经足够。",
    )
