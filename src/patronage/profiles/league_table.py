"""The league of schemes as people read it, in HTML, Markdown and the terminal."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage.profiles.league_words import REFERENCE, kind_label, scheme_label
from patronage.profiles.measures import GROUPS
from patronage.profiles.scorecard_words import measure, ordered
from patronage.profiles.wording import NOTHING

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

MAIN = (
    "future/gini",
    "future/r2",
    "future/retention_auc",
    "quality/silhouette",
    "stability/ari",
    "flapping/steady",
)


def league_table(
    scorecards: pd.DataFrame,
    league: pd.DataFrame,
    wording: Wording,
    *,
    metrics: Sequence[str] = MAIN,
) -> pd.DataFrame:
    """Return a row of texts per scheme, such as ".63 [.59, .67] · 1=": value and rank.

    `league` gives the order (references go last), `scorecards` the values with their
    95 % intervals; "=" is at ranks that several share. What nobody has is left out.
    """
    rows = set_apart(league)
    known = scorecards[scorecards["metric"].isin(metrics)].dropna(subset="value")
    cells = {
        (each["scheme"], each["metric"]): each for each in known.to_dict("records")
    }
    shared = known.groupby("metric")["rank"].value_counts()
    held = frozenset(shared[shared > 1].index)
    shown = [metric for metric in metrics if metric in set(known["metric"])]
    told = {
        wording.say("Scheme", "方案"): _labels(rows, wording),
        wording.say("Kind", "类型"): [kind_label(k, wording) for k in rows["kind"]],
        wording.say("Segments", "细分数"): rows["n_segments"].map(wording.count),
    }
    for metric in shown:
        of = [cells.get((scheme, metric)) for scheme in rows["scheme"]]
        told[wording.say(*measure(metric).label)] = [
            _cell(each, metric, wording, held) for each in of
        ]
    return pd.DataFrame(told)


def grouped_tables(
    scorecards: pd.DataFrame, league: pd.DataFrame, wording: Wording
) -> list[tuple[str, pd.DataFrame]]:
    """Return each question that measures answer of schemes, and its league table."""
    schemes = league.loc[league["kind"] != REFERENCE, "scheme"]
    known = scorecards.dropna(subset="value")
    every = ordered(set(known.loc[known["scheme"].isin(schemes), "metric"]))
    found = []
    for group in GROUPS:
        metrics = [metric for metric in every if measure(metric).group == group]
        if metrics:
            table = league_table(scorecards, league, wording, metrics=metrics)
            scheme, *rest = table.columns
            # kind and number of segments are told by the first table
            found.append((wording.say(*group), table[[scheme, *rest[2:]]]))
    return found


def set_apart(league: pd.DataFrame) -> pd.DataFrame:
    """Put the references behind the schemes; each kind keeps its order."""
    return league.sort_values(
        "kind", key=lambda kind: kind == REFERENCE, kind="stable", ignore_index=True
    )


def n_references(league: pd.DataFrame) -> int:
    """Return how many rows are no schemes but what these have to beat."""
    return int((league["kind"] == REFERENCE).sum())


def _labels(rows: pd.DataFrame, wording: Wording) -> list[str]:
    pairs = zip(rows["scheme"], rows["kind"], strict=True)
    return [scheme_label(scheme, kind, wording) for scheme, kind in pairs]


def _cell(
    row: Mapping[Hashable, Any] | None,
    metric: str,
    wording: Wording,
    held: frozenset[tuple[str, float]],
) -> str:
    if row is None:
        return NOTHING
    of, rank = measure(metric), row["rank"]
    between = of.between(row["low"], row["high"], wording)
    told = f"{of.value(row['value'], wording)} {between}".strip()
    if math.isnan(rank):
        return told
    return f"{told} · {rank:.0f}{'=' if (metric, rank) in held else ''}"
