"""What a survey says of all customers together, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from patronage.features.survey.answers import SAME
from patronage.features.survey.family import WEIGHTS
from patronage.features.survey.latest import latest
from patronage.features.survey.reliability import RELIABLE, cronbach_alpha
from patronage.features.survey.response import response_rate, standardised_difference
from patronage.promoters import net_promoter_score

COLUMNS = ["measure", "kind", "of", "n", "value", "low", "high", "note"]
COMPARED = (
    "frequency",
    "relative_frequency",
    "continuity",
    "monetary_total",
    "monetary_per_month",
)
OUT_OF_TEN = 10
LARGE = 0.25  # Imbens & Rubin (2015): more cannot be left to a regression


def survey_report(feedback: pd.DataFrame, features: pd.DataFrame) -> pd.DataFrame:
    """Return what the answers say on the last as_of of the features, a figure a row.

    Of each customer the latest answer about us to each item counts; `feedback` is the
    table of that name, and who is not in `features` does not count.

    ============== ========= ================ =======================================
    measure        of        n                value (low and high: 95 % interval)
    ============== ========= ================ =======================================
    mean_pomp      an item   answers          mean answer, 0 to 100
    nps            an item   answers          net promoter score, -100 to 100
    alpha          attitude  who answered all Cronbach's alpha of its items
    response_rate  customers customers        share who answered anything
    difference     a column  customers        who answered less who did not, in
                                              standard deviations
    ============== ========= ================ =======================================

    The score is told of recommendations asked from 0 to 10, alpha of three items or
    more; `kind` is that of the item, and `note` a warning.
    """
    as_of = features["as_of"].max()
    features = features[features["as_of"] == as_of]
    answers = latest(feedback, as_of)
    answers = answers[answers["customer_id"].isin(features["customer_id"])]
    rows = [*_items(answers), *_reliability(answers), *_response(answers, features)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(measure: str, of: Any, n: int, value: float, **rest: Any) -> dict[str, Any]:
    empty = {"kind": "", "low": np.nan, "high": np.nan, "note": ""}
    return {"measure": measure, "of": of, "n": n, "value": value} | empty | rest


def _items(answers: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for (kind, item), told in answers.groupby(["kind", "item"]):
        pomp = told["pomp"].to_numpy()
        yield _row("mean_pomp", item, len(told), pomp.mean(), kind=kind)
        if kind == "recommendation" and told["out_of_ten"].all():
            score = net_promoter_score(pomp * OUT_OF_TEN / 100)
            low, high = score.interval
            yield _row("nps", item, score.n, score.score, kind=kind, low=low, high=high)


def _reliability(answers: pd.DataFrame) -> Iterator[dict[str, Any]]:
    asked = answers[answers["kind"].isin([*WEIGHTS, *SAME])]
    table = asked.pivot_table("pomp", "customer_id", ["kind", "item"])
    alpha = cronbach_alpha(table.to_numpy(np.float64))
    if np.isfinite(alpha):
        note = "" if alpha >= RELIABLE else f"below {RELIABLE}: not one thing"
        yield _row("alpha", "attitude", len(table.dropna()), alpha, note=note)


def _response(
    answers: pd.DataFrame, features: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    answered = features["customer_id"].isin(answers["customer_id"])
    share, low, high = response_rate(int(answered.sum()), len(features))
    yield _row("response_rate", "customers", len(features), share, low=low, high=high)
    for name in [name for name in COMPARED if name in features]:
        value = features[name].to_numpy(np.float64)
        difference = standardised_difference(value[answered], value[~answered])
        apart = abs(difference) > LARGE
        note = "those who answered are not like the others" if apart else ""
        n = int(np.isfinite(value).sum())
        yield _row("difference", name, n, difference, note=note)
