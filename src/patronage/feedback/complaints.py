"""Complaints in the broad sense: any suggestion or question counts as one."""

from __future__ import annotations

import pandas as pd

from patronage.feedback.answers import BROAD, Answers
from patronage.shrinkage import ShrunkRate

PER = 100


def complaint_rates(answers: Answers, orders: pd.DataFrame) -> pd.DataFrame:
    """Return per segment how often customers complain, and what becomes of it.

    `orders` has `customer_id`, `segment` and `n_orders` of the window. `rate` is the
    complaints per 100 orders (NaN without any), `shrunk_rate` the same with each
    customer's drawn to that of all by how little he has ordered (gamma-Poisson),
    `narrow_rate` of complaints in the narrow sense. `open` counts those without an end,
    `open_days` is their median age, `first_contact` the share of resolved ones that
    took one contact.
    """
    said = answers.of_kind(*BROAD)
    people = orders[orders["segment"] >= 0]
    mine = people["customer_id"].map(said["customer_id"].value_counts()).fillna(0.0)
    known = people.assign(said=mine.astype("float64"))
    evidence = ShrunkRate("said", "n_orders").fit(known)
    known = known.assign(expected=evidence.transform(known) * known["n_orders"])
    sums = known.groupby("segment")[["said", "n_orders", "expected"]].sum()
    ordered = sums["n_orders"].where(sums["n_orders"] > 0)
    table = pd.DataFrame(
        {
            "complaints": sums["said"].astype("int64"),
            "orders": sums["n_orders"].astype("int64"),
            "rate": PER * sums["said"] / ordered,
            "shrunk_rate": PER * sums["expected"] / ordered,
        }
    )
    narrow = said[said["kind"] == BROAD[0]].groupby("segment").size()
    table["narrow_rate"] = PER * narrow.reindex(table.index).fillna(0) / ordered
    told = table.join(_fates(said, answers.as_of)).fillna({"open": 0}).reset_index()
    return told.astype({"open": "int64"})


def _fates(said: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    waiting = said[said["resolved_day"].isna()]
    age = (as_of - waiting["answered_day"]).dt.days
    solved = said[said["resolved_day"].notna()]
    needed = pd.to_numeric(solved["contacts_needed"])
    told = solved.assign(once=(needed == 1).where(needed.notna()).astype("Float64"))
    return pd.DataFrame(
        {
            "open": waiting.groupby("segment").size(),
            "open_days": age.groupby(waiting["segment"]).median(),
            "first_contact": told.groupby("segment")["once"].mean().astype("float64"),
        }
    )
