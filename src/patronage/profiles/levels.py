"""How many customers of each segment have which level of a declared category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.profiles.likeness import fingerprint, without_copies
from patronage.profiles.profile import DESCRIBING, MIN_CELL, placed, tell
from patronage.profiles.words import SIGNS, statement

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

MOST_LEVELS = 20


def level_features(
    features: pd.DataFrame,
    segments: pd.DataFrame,
    dictionary: pd.DataFrame,
    *,
    n_segments: int,
) -> pd.DataFrame:
    """Describe segments by what their customers' categories are: a row a statement.

    As `profile_features`, of the numbers 1 and 0: whether a customer has a level
    ("contract = Two year"), or, where levels are ordered, one at least or at most as
    high. `mean` and `median` are the share of customers
    for whom it holds. Fields of more than 20 levels are not told, nor is what holds
    for fewer than 10 customers, or what an earlier field has said of the same ones.
    """
    customers = placed(features, segments)
    segment = customers["segment"].to_numpy(np.int64)
    parts = [tell(held, segment, n_segments) for held in _held(customers, dictionary)]
    if not parts:
        return pd.DataFrame()
    table = pd.concat(parts, ignore_index=True)
    table.insert(2, "unit", "share")
    table.insert(3, "kind", "attribute")
    return table.assign(median=table["mean"])


def holds(customers: pd.DataFrame, key: str) -> pd.Series:
    """Return 1 for customers of whom a statement is true, 0 for others, else NaN."""
    said = statement(key)
    if not said:
        return customers[key].astype(float)
    field = customers[said.column].cat
    codes = field.codes.to_numpy(int)
    place = [str(each) for each in field.categories].index(said.level)
    true = SIGNS[said.sign].holds(codes, place)
    return pd.Series(np.where(codes >= 0, true, np.nan), index=customers.index)


def usual_levels(
    features: pd.DataFrame,
    segments: pd.DataFrame,
    dictionary: pd.DataFrame,
    wording: Wording,
) -> pd.DataFrame:
    """Return the most common level of each category, with its share, by segment.

    Of equally common ones the first; texts, empty where fewer than 10 have it.
    """
    customers = placed(features, segments)
    columns = _categories(customers, dictionary)
    found = {
        segment: {column: _usual(members[column], wording) for column in columns}
        for segment, members in customers.groupby("segment")
    }
    return pd.DataFrame.from_dict(found, orient="index", columns=columns, dtype=object)


def _categories(customers: pd.DataFrame, dictionary: pd.DataFrame) -> list[str]:
    return [
        column
        for column, kind in zip(dictionary["column"], dictionary["kind"], strict=True)
        if kind in DESCRIBING
        and column in customers
        and isinstance(customers[column].dtype, pd.CategoricalDtype)
        and len(customers[column].cat.categories) <= MOST_LEVELS
    ]


def _held(customers: pd.DataFrame, dictionary: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Numbers of each field's statements, but for those that say nothing new."""
    seen: set[bytes] = set()
    for column in _categories(customers, dictionary):
        keys = _statements(customers[column])
        every = pd.DataFrame({key: holds(customers, key) for key in keys})
        enough = (every.sum() >= MIN_CELL) & (every.min() < every.max())
        told = without_copies(every.loc[:, enough])
        fresh = [key for key in told if fingerprint(told[key]) not in seen]
        seen.update(fingerprint(told[key]) for key in fresh)
        if fresh:
            yield told[fresh]


def _statements(field: pd.Series) -> Iterator[str]:
    levels = [str(each) for each in field.cat.categories]
    yield from (f"{field.name} = {level}" for level in levels)
    if field.cat.ordered:
        for level in levels[1:-1]:
            yield from (f"{field.name} {sign} {level}" for sign in (">=", "<="))


def _usual(field: pd.Series, wording: Wording) -> str:
    counted = field.value_counts(sort=False)
    if counted.empty or counted.max() < MIN_CELL:
        return ""
    share = wording.percent(counted.max() / counted.sum())
    return wording.aside(str(counted.idxmax()), share)
