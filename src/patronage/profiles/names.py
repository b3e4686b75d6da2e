"""What segments are called: by their scheme, or by what sets them apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from patronage.profiles.profile import placed
from patronage.profiles.traits import MIDDLE, Trait, traits
from patronage.profiles.words import Phrase
from patronage.segments import segment_id

if TYPE_CHECKING:
    from patronage.segments import SegmentName

Level = Literal["high", "mid", "low"]

SEPARATORS = re.compile(r" · |/")
HIGH_RANK, LOW_RANK = 0.67, 0.33
LEVELS: Mapping[Level, Phrase] = {
    "high": Phrase("High value", "高价值"),
    "mid": Phrase("Mid value", "中价值"),
    "low": Phrase("Low value", "低价值"),
}


def declared_names(scheme: str, segment_names: Sequence[SegmentName]) -> pd.DataFrame:
    """Return the table `names` of a scheme whose yaml names its segments."""
    return _names(scheme, [Phrase(each.en, each.zh) for each in segment_names])


def value_levels(
    features: pd.DataFrame, segments: pd.DataFrame, *, value: str = "monetary_total"
) -> dict[int, Level]:
    """Rank segments by their customers' mean percentile of `value`.

    High from .67, low up to .33; without the column, or without customers, a segment
    has no level.
    """
    customers = placed(features, segments)
    if value not in customers:
        return {}
    ranks = customers[value].rank(pct=True).groupby(customers["segment"]).mean()
    return {int(s): _level(float(r)) for s, r in ranks.dropna().items()}  # type: ignore[call-overload]


def cluster_names(
    told: pd.DataFrame,
    levels: Mapping[int, Level],
    *,
    scheme: str,
    quadrants: pd.DataFrame | None = None,
    given: Mapping[int, SegmentName] | None = None,
) -> pd.DataFrame:
    """Name clusters "{value level} · {loyalty quadrant} · {trait}/{trait}".

    `told` has rows of `profile_features`, as `speaking` leaves them; `quadrants` has a
    row per segment with `majority_en` and `majority_zh` (empty where loyalty is not
    known). What cannot be said is left out. Of two segments with the same words, in any
    order and in either language, the later takes its next trait, and its id when it has
    none left. Segments that have a name already (`given`) keep it.
    """
    found = traits(told)
    loyalty = _loyalty(quadrants)
    chosen = {s: Phrase(name.en, name.zh) for s, name in (given or {}).items()}
    for segment in sorted(found.keys() - chosen.keys()):
        level = levels.get(segment)
        start = [LEVELS[level]] if level else []
        start += [loyalty[segment]] if segment in loyalty else []
        offers = _offers(start, _beside_level(found[segment], level), segment)
        taken = list(chosen.values())
        chosen[segment] = next(name for name in offers if _is_new(name, taken))
    return _names(scheme, [chosen[segment] for segment in sorted(chosen)])


def _level(rank: float) -> Level:
    return "high" if rank >= HIGH_RANK else "low" if rank <= LOW_RANK else "mid"


def _loyalty(quadrants: pd.DataFrame | None) -> dict[int, Phrase]:
    if quadrants is None:
        return {}
    rows = zip(
        quadrants["segment"],
        quadrants["majority_en"],
        quadrants["majority_zh"],
        strict=True,
    )
    return {int(segment): Phrase(en, zh) for segment, en, zh in rows if en}


def _beside_level(found: list[Trait], level: Level | None) -> list[Trait]:
    """Leave out what the level has said already."""
    if not level:
        return found
    return [trait for trait in found if trait.theme not in ("value", MIDDLE)]


def _offers(start: list[Phrase], found: list[Trait], segment: int) -> Iterator[Phrase]:
    pairs: list[tuple[Trait, ...]] = list(itertools.combinations(found, 2))
    pairs = pairs or [tuple(found)]
    for pair in pairs:
        yield _join(start, [trait.word for trait in pair])
    identity = segment_id(segment)
    last = [trait.word for trait in pairs[0]]
    for turn in itertools.count(1):
        told = identity if turn == 1 else f"{identity} ({turn})"
        yield _join([*start, Phrase(told, told)], last)


def _join(parts: list[Phrase], words: Sequence[Phrase]) -> Phrase:
    en = [*(part.en for part in parts), "/".join(word.en for word in words)]
    zh = [*(part.zh for part in parts), "/".join(word.zh for word in words)]
    return Phrase(*(" · ".join(filter(None, each)) for each in (en, zh)))


def _is_new(name: Phrase, taken: list[Phrase]) -> bool:
    """Whether no name has the same words, in whatever order, in either language."""
    return bool(name.en) and not any(
        _bag(one) == _bag(other)
        for each in taken
        for one, other in zip(name, each, strict=True)
    )


def _bag(name: str) -> list[str]:
    return sorted(SEPARATORS.split(name.casefold()))


def _names(scheme: str, phrases: Sequence[Phrase]) -> pd.DataFrame:
    numbers = np.arange(len(phrases), dtype=np.int64)
    return pd.DataFrame(
        {
            "scheme": pd.Series([scheme] * len(phrases), dtype="str"),
            "segment": numbers,
            "segment_id": pd.Series(map(segment_id, numbers.tolist()), dtype="str"),
            "name_en": pd.Series([each.en for each in phrases], dtype="str"),
            "name_zh": pd.Series([each.zh for each in phrases], dtype="str"),
        }
    )
