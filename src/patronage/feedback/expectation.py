"""What a panel of customers forecasts it will expect, beside what it finds today."""

from __future__ import annotations

import pandas as pd

from patronage.feedback.answers import Answers

KIND, NOW = "expectation", "satisfaction"
N_ROUNDS = 4


def rounds(answers: Answers) -> pd.DataFrame:
    """Return the panel's scores as `round`, `expert`, `item`, `score`.

    A customer's answers to an item, in the order of their days, are his rounds: the
    first day on which the panel answered begins the first, and later rounds are those
    of who answered again (Delphi: Dalkey & Helmer 1963; here customers forecast, and
    the mean is fed back).
    """
    rows = answers.of_kind(KIND).dropna(subset="points")
    ordered = rows.sort_values(["customer_id", "item", "answered_day"])
    turn = ordered.groupby(["customer_id", "item"]).cumcount() + 1
    return pd.DataFrame(
        {
            "round": turn.astype("int64"),
            "expert": ordered["customer_id"],
            "item": ordered["item"],
            "score": ordered["points"],
        }
    ).sort_values(["round", "expert", "item"], ignore_index=True)


def gaps(answers: Answers) -> pd.DataFrame:
    """Return per segment and item what is expected, what is found today, and the gap.

    Both are means in points: of the panel's last round, and of the latest answers on
    satisfaction of everybody in the segment. A gap above 0 is what is lacking.
    """
    expected = answers.latest(KIND).groupby(["segment", "item"])["points"]
    found = answers.latest(NOW).groupby(["segment", "item"])["points"]
    table = pd.DataFrame(
        {
            "panel": expected.size(),
            "expected": expected.mean(),
            "answers": found.size(),
            "found": found.mean(),
        }
    )
    both = table.dropna(subset=["expected", "found"]).reset_index()
    whole = both.astype({"panel": "int64", "answers": "int64"})
    return whole.assign(gap=whole["expected"] - whole["found"])
