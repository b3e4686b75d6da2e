"""What one customer does, in the columns that matter most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from patronage.profiles.names import HIGH_RANK, LOW_RANK
from patronage.profiles.profile import DESCRIBING
from patronage.profiles.words import words
from patronage.ranks import rank_share, reference

if TYPE_CHECKING:
    import pandas as pd

    from patronage.profiles.wording import Wording

MIDDLE = 0.5


@dataclass(frozen=True, kw_only=True)
class Doing:
    """One column of one customer: label, value with its unit, and what it means."""

    label: str
    value: str
    said: str


def doings(
    features: pd.DataFrame,
    customer: int,
    dictionary: pd.DataFrame,
    wording: Wording,
    used: Mapping[str, int],
) -> list[Doing]:
    """Tell of the customer in the row `customer`, the most important columns first.

    Those come first that most schemes look at (`used`, by column), then those in which
    the customer is furthest from the middle of all, in the order of the dictionary
    where that is equal; of a theme only one is told.
    """
    found = sorted(
        _ranked(features, customer, dictionary),
        key=lambda each: (-used.get(each[0], 0), -round(abs(each[2] - MIDDLE), 6)),
    )
    first: dict[str, tuple[str, float, str]] = {}
    for column, unit, rank in found:
        first.setdefault(words(column).theme, (column, rank, unit))
    return [
        _told(column, float(features[column].iloc[customer]), rank, (unit, wording))
        for column, rank, unit in first.values()
    ]


def _ranked(
    features: pd.DataFrame, customer: int, dictionary: pd.DataFrame
) -> Iterator[tuple[str, str, float]]:
    """Columns that are known of the customer, their units, and his rank in each."""
    told = dictionary[dictionary["kind"].isin(DESCRIBING)]
    for column, unit in zip(told["column"], told["unit"], strict=True):
        if column not in features or not _is_number(features[column]):
            continue
        values = features[column].to_numpy(np.float64, na_value=np.nan)
        if np.isfinite(values[customer]):
            rank = rank_share(reference(values), values[[customer]])[0]
            yield column, unit, float(rank)


def _told(column: str, value: float, rank: float, how: tuple[str, Wording]) -> Doing:
    unit, wording = how
    known = words(column)
    number = wording.counted(wording.amount(value, unit), known.label, unit)
    return Doing(
        label=wording.say(*known.label),
        value=number,
        said=_held_against_others(column, rank, wording),
    )


def _held_against_others(column: str, rank: float, wording: Wording) -> str:
    known, high = words(column), rank >= MIDDLE
    share = wording.percent(rank if high else 1 - rank)
    said = (
        wording.say(f"higher than {share} of customers", f"高于 {share} 的客户")
        if high
        else wording.say(f"lower than {share} of customers", f"低于 {share} 的客户")
    )
    if LOW_RANK < rank < HIGH_RANK:
        return said
    phrase = wording.say(*(known.high if rank >= HIGH_RANK else known.low))
    return wording.say(f"{phrase}: {said}", f"{phrase}：{said}")


def _is_number(column: pd.Series) -> bool:
    return is_numeric_dtype(column) and not is_bool_dtype(column)
