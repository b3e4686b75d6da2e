"""The scorecard of one scheme in words, a table per question."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage.profiles.measures import GROUPS, KOTLER
from patronage.profiles.scorecard_words import MEASURES, measure, ordered

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

MET, MISSED, UNKNOWN = ("✓ met", "✓ 达标"), ("✗ missed", "✗ 未达标"), ("–", "–")


def scorecard_tables(
    scorecard: pd.DataFrame, wording: Wording
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each question that measures answer, and a table of their texts.

    `scorecard` has a row per metric: `metric`, `value`, and `low` and `high` of the
    95 % interval where there is one. What is not known is left out, and so is what
    `kotler_table` tells.
    """
    known = [row for row in scorecard.to_dict("records") if pd.notna(row["value"])]
    rows = {row["metric"]: row for row in known}
    heads = [
        wording.say("Measure", "指标"),
        wording.say("Value", "数值"),
        wording.say("95% interval", "95% 区间"),
        wording.say("What it says", "含义"),
    ]
    for group in GROUPS:
        told = [
            _line(rows[metric], wording)
            for metric in ordered(rows)
            if measure(metric).group == group != KOTLER
        ]
        if told:
            yield wording.say(*group), pd.DataFrame(told, columns=heads)


def meanings(metrics: Iterable[str], wording: Wording) -> list[str]:
    """Say what each of the metrics means, those without words left out."""
    known = [measure(metric) for metric in ordered(metrics) if metric in MEASURES]
    colon = wording.say(": ", "：")
    return [f"{wording.say(*of.label)}{colon}{of.told(wording)}" for of in known]


def kotler_table(kotler: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """Return the five criteria in words: `criterion`, `value`, `met` (NaN: unknown)."""
    heads = [
        wording.say("Criterion", "标准"),
        wording.say("Met", "是否达标"),
        wording.say("Value", "数值"),
        wording.say("What it asks", "要求"),
    ]
    rows = [_criterion(row, wording) for row in kotler.to_dict("records")]
    return pd.DataFrame(rows, columns=heads)


def _line(row: Mapping[Hashable, Any], wording: Wording) -> list[str]:
    of = measure(str(row["metric"]))
    low, high = row.get("low", math.nan), row.get("high", math.nan)
    return [
        wording.say(*of.label),
        of.value(row["value"], wording),
        of.between(low, high, wording),
        of.told(wording),
    ]


def _criterion(row: Mapping[Hashable, Any], wording: Wording) -> list[str]:
    of, met = measure(f"kotler/{row['criterion']}"), row["met"]
    verdict = UNKNOWN if math.isnan(met) else MET if met else MISSED
    return [
        wording.say(*of.label),
        wording.say(*verdict),
        of.value(row["value"], wording),
        wording.say(*of.meaning),
    ]
