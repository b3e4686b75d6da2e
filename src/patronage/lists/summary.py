"""Lists in numbers: nothing here tells of a single customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from patronage.lists.control import CONTROL, NO_ACTION, TREAT
from patronage.lists.lists import MadeList
from patronage.loggable import Metric

HEADS_ZH = ("名单", "客户数", "处理组", "对照组", "不处理", "合计", "得分")


def list_summary(made: Sequence[MadeList]) -> pd.DataFrame:
    """Return a row per list: how many customers, in which group, for which score.

    `total` is the sum of the scores of the treated.
    """
    return pd.DataFrame([_row(each) for each in made])


def readable_lists(made: Sequence[MadeList], language: str = "en") -> pd.DataFrame:
    """Return the summary as a person reads it."""
    table = list_summary(made)
    return table if language == "en" else table.set_axis(list(HEADS_ZH), axis=1)


def list_metrics(made: Sequence[MadeList]) -> Iterator[Metric]:
    """Yield customers, treated and total score of each list."""
    for row in list_summary(made).to_dict("records"):
        for name in ("customers", "treat", "control", "total"):
            yield Metric(f"lists/{row['list']}_{name}", float(row[name]))


def _row(made: MadeList) -> dict[str, object]:
    group, score = made.rows["group"], made.rows["score"]
    return {
        "list": made.name,
        "customers": len(group),
        **{name: int((group == name).sum()) for name in (TREAT, CONTROL, NO_ACTION)},
        "total": round(float(score[group == TREAT].sum()), 2),
        "score": made.score,
    }
