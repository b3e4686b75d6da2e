"""Customers whose value rests on too short a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

    from patronage.segments import Explanation

PROVISIONAL = "provisional"


def is_provisional(features: pd.DataFrame, column: str | None) -> NDArray[np.bool_]:
    """Say of each row whether the column marks it with 1; none, if it is not there."""
    if column is None or column not in features:
        return np.zeros(len(features), np.bool_)
    marks: NDArray[np.bool_] = features[column].to_numpy(np.float64) == 1
    return marks


def say_provisional(
    told: Sequence[Explanation], provisional: NDArray[np.bool_], language: str
) -> list[Explanation]:
    """Add to the explanations of provisional tiers that they are."""
    added = (
        "（暂定：时间过短。）" if language == "zh" else " Provisional: too few months."
    )
    return [
        replace(each, because=each.because + added) if short else each
        for each, short in zip(told, provisional.tolist(), strict=True)
    ]


def provisional_caveat(
    features: pd.DataFrame, column: str | None, language: str
) -> list[str]:
    """Say how many active customers have a provisional tier, if any has."""
    active = features[(features["status"] == "ok").to_numpy()]
    count = int(is_provisional(active, column).sum())
    if not count:
        return []
    share = f"{count / len(active):.1%}"
    if language == "zh":
        return [f"{count} 位客户（{share}）购买时间过短，其档位为暂定。"]
    return [
        f"{count} customers ({share}) have been here too briefly: their tiers are "
        "provisional."
    ]
