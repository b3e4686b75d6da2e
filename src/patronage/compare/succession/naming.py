"""What new segments are called where old names must not come back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from patronage.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patronage.segments import SegmentName

SEPARATORS = re.compile(r" · |/")


def renamed(
    made: pd.DataFrame,
    with_ids: pd.DataFrame,
    inherited: Mapping[int, SegmentName],
    old_names: pd.DataFrame,
) -> pd.DataFrame:
    """Return `with_ids` with inherited names, and elsewhere names that are new.

    `made` has the ids by which the names made of late may tell two segments apart.
    """
    taken = [Said(*pair) for pair in _pairs(old_names)]
    found: list[Said] = []
    for number, (provisional, own) in enumerate(
        zip(made["segment_id"], with_ids["segment_id"], strict=True)
    ):
        given = Said(made["name_en"].iloc[number], made["name_zh"].iloc[number])
        kept = inherited.get(number)
        told = _new(given, provisional, own, [*taken, *found])
        found.append(Said(kept.en, kept.zh) if kept else told)
    return with_ids.assign(
        name_en=pd.Series([each.en for each in found], dtype="str"),
        name_zh=pd.Series([each.zh for each in found], dtype="str"),
    )


def _new(given: Said, provisional: str, own: str, taken: list[Said]) -> Said:
    """Put a segment's own id into a name that has its provisional one, or is taken."""
    said = Said(*(re.sub(rf"\b{provisional}\b", own, each) for each in given))
    if _is_new(said, taken):
        return said
    return Said(*(f"{each} · {own}" for each in said))


def _is_new(name: Said, taken: list[Said]) -> bool:
    """Whether no name has the same words, in whatever order, in either language."""
    return not any(
        _bag(one) == _bag(other)
        for each in taken
        for one, other in zip(name, each, strict=True)
    )


def _bag(name: str) -> list[str]:
    return sorted(SEPARATORS.split(name.casefold()))


def _pairs(names: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(names["name_en"], names["name_zh"], strict=True)
