"""How many customers a person has put somewhere, without saying who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patronage.loggable import Metric
from patronage.overrides.placing import ACTIVE, EXPIRED

if TYPE_CHECKING:
    import pandas as pd


def counts(kept: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Return a row per segment of the table `names`: overrides into and out of it.

    `expired` are those that would have put somebody there and hold no more.
    """
    active = kept[kept["state"] == ACTIVE]
    told = {
        "active": active["segment"],
        "expired": kept.loc[kept["state"] == EXPIRED, "segment"],
        "taken_out": active.loc[
            active["segment"] != active["scheme_segment"], "scheme_segment"
        ],
    }
    table = names[["scheme", "segment", "segment_id", "name_en", "name_zh"]]
    return table.assign(
        **{
            name: table["segment"].map(of.value_counts()).fillna(0).astype(np.int64)
            for name, of in told.items()
        }
    )


def metrics(kept: pd.DataFrame) -> list[Metric]:
    """Return how many hold, and how many hold no more."""
    return [
        Metric(f"overrides/{state}", float((kept["state"] == state).sum()))
        for state in (ACTIVE, EXPIRED)
    ]


def sentences(kept: pd.DataFrame, language: str = "en") -> list[str]:
    """Return what must stand beside segments of which a person has made some."""
    active, expired = (int((kept["state"] == s).sum()) for s in (ACTIVE, EXPIRED))
    if language == "zh":
        said = {
            f"{active} 位客户的位置由人工指定，而非方案判定。": active,
            f"{expired} 条人工指定已过期，不再生效。": expired,
        }
    else:
        stand = "customer stands" if active == 1 else "customers stand"
        are = "override has" if expired == 1 else "overrides have"
        said = {
            f"{active} {stand} where a person has put them, not where the scheme "
            "would.": active,
            f"{expired} {are} expired and no longer hold.": expired,
        }
    return [sentence for sentence, count in said.items() if count]
