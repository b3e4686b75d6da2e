"""Two tables of scores, both by customer, held against each other piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pandas as pd

from patronage.schema import TableSchema
from patronage.tables import SCORE_CHANGES

ID = "customer_id"
COMPARED = ("segment_id", "model_version")
NEW, GONE, MOVED = "new", "gone", "moved"
KINDS = {"left_only": GONE, "right_only": NEW, "both": MOVED}
TYPES = {"string": "str", "double": "float64", "date32[day]": "datetime64[s]"}

Pair = tuple[pd.DataFrame, pd.DataFrame]


def side_by_side(
    before: Iterable[pd.DataFrame], after: Iterable[pd.DataFrame]
) -> Iterator[Pair]:
    """Yield pieces of both that tell of the same stretch of customers.

    Both are sorted by `customer_id`, each customer once. A customer who is in one of
    them only is in one half of a pair; no more than a piece of each is in memory.
    """
    left, right = (filter(len, each) for each in (before, after))
    one, other = next(left, None), next(right, None)
    while one is not None and other is not None:
        end = min(one[ID].iloc[-1], other[ID].iloc[-1])
        (first, one), (second, other) = _cut(one, end), _cut(other, end)
        yield first, second
        one = one if len(one) else next(left, None)
        other = other if len(other) else next(right, None)
    for rest in chain([] if one is None else [one], left):
        yield rest, rest.iloc[:0]
    for rest in chain([] if other is None else [other], right):
        yield rest.iloc[:0], rest


def changes(pairs: Iterable[Pair]) -> Iterator[pd.DataFrame]:
    """Yield the table `score_changes`: who is new, gone, or in another segment."""
    names = [ID, *COMPARED]
    for before, after in pairs:
        both = before[names].merge(
            after[names],
            on=ID,
            how="outer",
            suffixes=("_before", "_after"),
            indicator="change",
        )
        other = both["segment_id_before"] != both["segment_id_after"]
        changed = both[other].astype({"change": "str"}).fillna("")
        kinds = changed["change"].map(KINDS).astype("str")
        yield changed.assign(change=kinds)[list(SCORE_CHANGES.required)]


def only_new(pairs: Iterable[Pair]) -> Iterator[pd.DataFrame]:
    """Yield the scores after, but those before of customers who had one."""
    for before, after in pairs:
        there = before[before[ID].isin(after[ID])]
        new = after[~after[ID].isin(before[ID])]
        yield pd.concat([there, new]).sort_values(ID, ignore_index=True)


def nobody(schema: TableSchema) -> pd.DataFrame:
    """Return a table without rows."""
    kinds = {each.name: TYPES.get(each.type, each.type) for each in schema.fields}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def _cut(piece: pd.DataFrame, end: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part a piece behind a customer."""
    place = int((piece[ID] <= end).sum())
    return piece.iloc[:place], piece.iloc[place:]
