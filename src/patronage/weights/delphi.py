"""What a panel hears after each round, and when its rounds may end.

Scores are a table of `round` (1, 2, ...), `expert`, `item` and `score`; experts may be
customers who forecast what they will expect, or people who weigh indicators (Delphi:
Dalkey & Helmer 1963).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.errors import QualityError
from patronage.weights.concordance import kendall_w

if TYPE_CHECKING:
    from patronage.segments import FloatArray

SCORES = ["round", "expert", "item", "score"]
N_ROUNDS = 4
MIN_EXPERTS = 5
AGREED_W, AGREED_CV, AGREED_MOVE = 0.7, 0.25, 0.05


def check_panel(
    scores: pd.DataFrame, *, n_rounds: int = N_ROUNDS, min_experts: int = MIN_EXPERTS
) -> None:
    """Refuse a panel that is too small, and rounds that do not follow each other.

    Raises
    ------
    QualityError
        If a round is missing or one too many, or has fewer than `min_experts`.
    """
    experts = scores.groupby("round")["expert"].nunique()
    held = experts.index.tolist()
    if held != list(range(1, len(held) + 1)) or not 0 < len(held) <= n_rounds:
        raise QualityError(
            f"a Delphi panel should have the rounds 1 to {n_rounds} at most, one after "
            f"the other; got {', '.join(map(str, held)) or 'none'}."
        )
    few = experts[experts < min_experts]
    if len(few):
        raise QualityError(
            f"a Delphi panel should have {min_experts} experts or more in each round; "
            f"round {few.index[0]} has {few.iloc[0]}."
        )


def round_feedback(scores: pd.DataFrame) -> pd.DataFrame:
    """Return what is fed back: per round and item the mean, and how far it is shared.

    `iqr` is the distance of the quartiles `q1` and `q3`, `n` the experts who answered,
    `change` how much the mean has moved since the round before. Items keep their order.
    """
    grouped = scores.groupby(["round", "item"], sort=False)["score"]
    table = pd.DataFrame(
        {
            "n": grouped.size(),
            "mean": grouped.mean(),
            "median": grouped.median(),
            "q1": grouped.quantile(0.25),
            "q3": grouped.quantile(0.75),
        }
    )
    table["iqr"] = table["q3"] - table["q1"]
    told = table.reset_index().sort_values("round", kind="stable", ignore_index=True)
    return told.assign(change=told.groupby("item")["mean"].diff())


def convergence(scores: pd.DataFrame, *, scale: Sequence[float]) -> pd.DataFrame:
    """Return how far experts agree in each round, and whether it may be the last.

    `kendall_w` with its `chi2` and `p_value` is of those who scored every item.
    `mean_cv` is the mean over items of standard deviation over mean. `mean_move` is the
    mean distance that experts moved their own scores since the round before, as a share
    of the scale (low, high): means that stand still while experts swap sides are no
    agreement. `converged` asks for W >= .7, CV <= .25 and moves <= .05.
    """
    low, high = scale
    told, before = [], pd.DataFrame()
    for number, rows in scores.groupby("round"):
        own = _wide(rows)
        moved = _mean((own - before).abs().to_numpy()) / (high - low)
        told.append({"round": number, **_agreement(own), "mean_move": moved})
        before = own
    table = pd.DataFrame(told)
    agreed = (table["kendall_w"] >= AGREED_W) & (table["mean_cv"] <= AGREED_CV)
    return table.assign(converged=agreed & (table["mean_move"] <= AGREED_MOVE))


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    """A row per expert, a column per item; what is not scored is missing."""
    return rows.set_index(["expert", "item"])["score"].unstack()  # noqa: PD010


def _agreement(own: pd.DataFrame) -> dict[str, float]:
    found = kendall_w(own.dropna().to_numpy())
    spread = own.std(ddof=1).to_numpy()
    means = own.mean().to_numpy()
    varied = np.divide(
        spread, means, out=np.where(spread > 0, np.inf, spread), where=means > 0
    )
    return {
        "experts": len(own),
        "kendall_w": found.w,
        "chi2": found.statistic,
        "p_value": found.p_value,
        "mean_cv": _mean(varied),
    }


def _mean(values: FloatArray) -> float:
    """The mean of what is known; NaN where nothing is."""
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")
