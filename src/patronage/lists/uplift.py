"""What acting on a list has changed: the treated held against the control."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from patronage.lists.control import CONTROL, TREAT
from patronage.lists.intervals import (
    FEWEST,
    Difference,
    difference_of_means,
    difference_of_shares,
)
from patronage.loggable import Metric

EFFECT, NO_EFFECT = "effect", "no effect shown"
FEW, ALIKE = "too few to tell", "all alike within groups"
MANY = 100  # from here on, decimals say nothing
VERDICTS = {
    "en": {each: each for each in (EFFECT, NO_EFFECT, FEW, ALIKE)},
    "zh": {
        EFFECT: "有效果",
        NO_EFFECT: "未显示效果",
        FEW: "人数太少，无法判断",
        ALIKE: "组内结果全部相同，无法判断",
    },
}
HEADS = {
    "en": ("list", "outcome", "customers", "treated", "control"),
    "zh": ("名单", "结果", "客户数", "处理组", "对照组"),
}
TAIL = {
    "en": ("difference", "95 % interval", "verdict"),
    "zh": ("差异", "95 % 区间", "结论"),
}


def uplift(members: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return a row per list and outcome.

    `members` hold customer_id, list and group as they were when the list was made;
    `outcomes` a row per customer_id and a column per outcome: true and false are
    compared as shares, numbers as means; who has no value is not counted. All who were
    to be treated count as treated, whether the treatment reached them or not.
    """
    told = members.merge(outcomes, on="customer_id", how="left")
    names = [str(name) for name in outcomes if name != "customer_id"]
    rows = [
        {"list": each, "outcome": name, **_compared(of_list, name)}
        for each, of_list in told.groupby("list", sort=False)
        for name in names
    ]
    return pd.DataFrame(rows)


def uplift_metrics(table: pd.DataFrame) -> Iterator[Metric]:
    """Yield difference and interval of each row that has them."""
    for row in table.to_dict("records"):
        for name in ("difference", "low", "high"):
            if np.isfinite(row[name]):
                yield Metric(f"uplift/{row['list']}_{row['outcome']}_{name}", row[name])


def readable_uplift(table: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """Return the table as a person reads it."""
    said = [
        [
            row["list"],
            row["outcome"],
            f"{row['n_treated']:,} + {row['n_control']:,}",
            *(_number(row[name]) for name in ("treated", "control", "difference")),
            f"{_number(row['low'])} … {_number(row['high'])}",
            VERDICTS[language][row["verdict"]],
        ]
        for row in table.to_dict("records")
    ]
    return pd.DataFrame(said, columns=[*HEADS[language], *TAIL[language]])


def _compared(of_list: pd.DataFrame, name: str) -> dict[str, object]:
    known = of_list[of_list[name].notna()]
    is_share = pd.api.types.is_bool_dtype(known[name].convert_dtypes())
    treated, control = (
        known.loc[known["group"] == group, name].to_numpy(np.float64)
        for group in (TREAT, CONTROL)
    )
    compare = difference_of_shares if is_share else difference_of_means
    found = compare(treated, control)
    return {
        "n_treated": len(treated),
        "n_control": len(control),
        "treated": found.treated,
        "control": found.control,
        "difference": found.value,
        "low": found.low,
        "high": found.high,
        "verdict": _verdict(found, min(len(treated), len(control))),
    }


def _verdict(found: Difference, fewest: int) -> str:
    if not np.isfinite(found.low):
        return FEW if fewest < FEWEST else ALIKE
    return EFFECT if found.low > 0 or found.high < 0 else NO_EFFECT


def _number(value: float) -> str:
    if not np.isfinite(value):
        return "–"
    return f"{value:,.0f}" if abs(value) >= MANY else f"{value:.3g}"
