"""Who would be in another class if the weights were a little different."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.stats import kendalltau

from patronage.errors import ConfigError

if TYPE_CHECKING:
    from patronage.segments import FloatArray, IntArray

Classify = Callable[["FloatArray"], "IntArray"]

STEP = 0.2
N_DRAWS = 500
CONCENTRATION = 100.0
USUAL, SETTLED = 0.95, 0.95


@dataclass(frozen=True, eq=False)
class Draws:
    """What other weights would do.

    `weights` (draws, p) are those drawn, `changed` (draws,) the share of customers who
    then change class, `stays` (n,) how often each customer keeps his.
    """

    weights: FloatArray
    changed: FloatArray
    stays: FloatArray

    def metrics(self) -> dict[str, float]:
        """Return the mean and usual worst share, and who is settled.

        `settled` is the share of customers who keep their class in 95 % of the draws.
        """
        return {
            "changed_mean": float(self.changed.mean()),
            "changed_p95": float(np.quantile(self.changed, USUAL)),
            "settled": float((self.stays >= SETTLED).mean()),
        }


def weighted(utilities: FloatArray, weights: FloatArray) -> FloatArray:
    """Return scores (n,) of utilities (n, p); what is missing leaves its weight.

    NaN where nothing that has weight is known.
    """
    columns = list(zip(utilities.T, weights, strict=True))
    none = np.zeros(len(utilities))
    total = sum((np.nan_to_num(u) * w for u, w in columns), none)
    known = sum((np.isfinite(u) * w for u, w in columns), none)
    return np.divide(total, known, out=np.full_like(none, np.nan), where=known > 0)


def one_at_a_time(
    utilities: FloatArray,
    weights: FloatArray,
    names: Sequence[str],
    classify: Classify,
    *,
    step: float = STEP,
) -> pd.DataFrame:
    """Raise and lower each weight by `step` of it; the others keep their proportions.

    Parameters
    ----------
    utilities : array of shape (n, p)
        NaN where not known.
    weights : array of shape (p,)
        Summing to 1.
    classify : callable
        Class of each score: with frozen edges, or with edges learned anew.

    Returns
    -------
    DataFrame
        Per weight and direction: `indicator`, `factor`, `weight` as it becomes,
        `changed` (share of customers in another class) and `kendall_tau` of the two
        rankings.

    Raises
    ------
    ConfigError
        If the step is not between 0 and 1.
    """
    if not 0 < step < 1:
        raise ConfigError(f"step should be above 0 and below 1; got {step}.")
    scores = weighted(utilities, weights)
    classes = classify(scores)
    told = []
    for place, name in enumerate(names):
        for factor in (1 - step, 1 + step):
            other = _moved(weights, place, factor)
            moved = weighted(utilities, other)
            told.append(
                {
                    "indicator": name,
                    "factor": factor,
                    "weight": other[place],
                    "changed": _share(classify(moved) != classes),
                    "kendall_tau": kendalltau(scores, moved, nan_policy="omit")[0],
                }
            )
    return pd.DataFrame(told)


def monte_carlo(
    utilities: FloatArray,
    weights: FloatArray,
    classify: Classify,
    *,
    seed: int,
    n_draws: int = N_DRAWS,
    concentration: float = CONCENTRATION,
) -> Draws:
    """Draw weights around the given ones, all at once, and classify anew.

    They come from a Dirichlet distribution with parameters concentration x weights: its
    mean is the weights, draws are 0 or more and sum to 1, and a weight of 0 stays 0. A
    weight w has the standard deviation sqrt(w (1 - w) / (concentration + 1)): with 100
    that is .04 for a weight of .2, the 20 % of `one_at_a_time`, as if 100 people had
    each voted for one indicator. Halve it for weights that are little more than a
    guess.

    Raises
    ------
    ConfigError
        If `n_draws` or the concentration is not above 0.
    """
    if n_draws < 1 or not concentration > 0:
        raise ConfigError(
            "n_draws and concentration should be above 0; got "
            f"{n_draws} and {concentration}."
        )
    classes = classify(weighted(utilities, weights))
    positive = weights > 0
    drawn = np.zeros((n_draws, len(weights)))
    rng = np.random.default_rng(seed)
    drawn[:, positive] = rng.dirichlet(concentration * weights[positive], n_draws)
    changed, stays = np.zeros(n_draws), np.zeros(len(classes))
    for number, other in enumerate(drawn):
        same = classify(weighted(utilities, other)) == classes
        changed[number] = _share(~same)
        stays += same / n_draws
    return Draws(drawn, changed, stays)


def _moved(weights: FloatArray, place: int, factor: float) -> FloatArray:
    """Weights with one of them times a factor, brought back to sum 1."""
    other = weights.copy()
    other[place] *= factor
    return other / other.sum()


def _share(which: FloatArray) -> float:
    return float(which.mean()) if len(which) else 0.0
