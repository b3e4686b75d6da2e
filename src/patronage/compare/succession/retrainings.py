"""All retrainings of a scheme in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from patronage.compare.succession.moved_apart import BOTH, CUSTOMERS, MODEL
from patronage.said import Said

CAUSES = (CUSTOMERS, MODEL, BOTH)
AS_THEY_ARE = ("version", "champion_before", "drift", "drift_zh", "drift_due")
HEADS: Mapping[str, Said] = {
    "as_of": Said("as of", "截止日"),
    "decision": Said("decision", "决定"),
    "n_segments": Said("segments", "细分数"),
    "customers": Said("customers", "客户数"),
    "churn": Said("churn", "改分比例"),
    "moved_customers": Said("customers moved", "客户变化"),
    "moved_model": Said("model moved", "模型变化"),
    "moved_both": Said("both", "两者"),
    "psi_max": Said("largest index", "最大稳定性指数"),
    "failed": Said("gates failed", "未通过的检验"),
}
DECISIONS: Mapping[str, Said] = {
    "promoted": Said("promoted", "启用"),
    "kept": Said("kept", "保留"),
    "no_change": Said("no change", "不变"),
}


def retrainings(events: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the table `retrainings`, in the order of `events`, one per day.

    Each event has `as_of`, `decision`, `version`, `champion_before`, `n_segments`,
    `customers`, `churn`, `moved` (the shares of a `MovedApart`), `drift`, `drift_zh`,
    `drift_due`, `failed` (gates), `reasons`, `reasons_zh`, and where they are known
    `psi_max` and `usefulness` (by side). What could not be measured is None.
    """
    return pd.DataFrame([_row(event) for event in events])


def readable_retrainings(table: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """Return the table as a person reads it."""
    turn = int(language == "zh")
    cells = {name: table[name] for name in HEADS}
    cells["as_of"] = pd.to_datetime(table["as_of"]).dt.strftime("%Y-%m-%d")
    cells["decision"] = table["decision"].map(lambda each: DECISIONS[each][turn])
    cells["psi_max"] = table["psi_max"].map(_index)
    for name in ("churn", *CAUSES):
        cells[name] = table[name].map(_percent)
    heads = [said[turn] for said in HEADS.values()]
    return pd.DataFrame(cells).set_axis(heads, axis=1)


def _row(event: Mapping[str, Any]) -> dict[str, Any]:
    moved, useful = event["moved"] or {}, event.get("usefulness") or {}
    return {
        "as_of": pd.Timestamp(event["as_of"]),
        "decision": event["decision"],
        "n_segments": event["n_segments"],
        "customers": event["customers"],
        "churn": _number(event["churn"]),
        **{cause: _number(moved.get(cause)) for cause in CAUSES},
        **{name: event[name] for name in AS_THEY_ARE},
        "psi_max": _number(event.get("psi_max")),
        "usefulness_champion": _number(useful.get("champion")),
        "usefulness_challenger": _number(useful.get("challenger")),
        "failed": ", ".join(event["failed"]),
        "reasons": " ".join(event["reasons"]),
        "reasons_zh": "".join(event["reasons_zh"]),
    }


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def _percent(share: float) -> str:
    return "" if np.isnan(share) else f"{share:.1%}"


def _index(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.2f}"
