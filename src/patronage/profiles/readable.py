"""Profiles as people read them: headings with units, values with signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from patronage.profiles.words import words

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

SUFFIX = "_median"


def readable(
    profile: pd.DataFrame, dictionary: pd.DataFrame, wording: Wording
) -> pd.DataFrame:
    """Return the profile with headings in words and numbers of 4 decimals."""
    units = units_of(dictionary)
    say = wording.say
    heads = {
        "scheme": say("Scheme", "方案"),
        "segment": say("Number", "序号"),
        "segment_id": say("Id", "编号"),
        "name": say("Segment", "细分"),
        "size": say("Customers", "客户数"),
        "share": say("Share of customers", "客户占比"),
        "revenue_share": wording.share_of_value,
    }
    medians = {
        column: _head(column, units, wording) + say(", median", "，中位数")
        for column in _median_columns(profile)
    }
    return profile.round(4).rename(columns={**heads, **medians})


def told_table(
    profile: pd.DataFrame,
    dictionary: pd.DataFrame,
    wording: Wording,
    *,
    usual: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return texts: a column per segment, a row per measure and category.

    `usual` are the texts of `usual_levels`.
    """
    units, say = units_of(dictionary), wording.say
    rows = {
        say("Customers", "客户数"): profile["size"].map(wording.count),
        say("Share of customers", "客户占比"): profile["share"].map(wording.percent),
        wording.share_of_value: profile["revenue_share"].map(wording.percent),
    }
    for column in _median_columns(profile):
        unit = units[column.removesuffix(SUFFIX)]
        texts = [wording.amount(value, unit) for value in profile[column]]
        rows[_head(column, units, wording)] = pd.Series(texts, index=profile.index)
    if usual is not None:
        texts_of = usual.reindex(profile["segment"]).fillna("")
        for column in map(str, usual):
            head = say(*words(column).label) + say(", most common", "，最常见")
            rows[head] = texts_of[column].set_axis(profile.index)
    turned = pd.DataFrame(rows).T.set_axis(profile["name"], axis=1)
    turned.insert(0, say("Median of", "中位数"), turned.index)
    return turned.reset_index(drop=True)


def _median_columns(profile: pd.DataFrame) -> list[str]:
    return [column for column in profile.columns if column.endswith(SUFFIX)]


def units_of(dictionary: pd.DataFrame) -> dict[str, str]:
    """Return the unit of each column."""
    return dict(zip(dictionary["column"], dictionary["unit"], strict=True))


def _head(column: str, units: Mapping[str, str], wording: Wording) -> str:
    name = column.removesuffix(SUFFIX)
    return wording.heading(words(name).label, units[name])
