"""What sets a segment apart, strongest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage.profiles.words import Phrase, words

if TYPE_CHECKING:
    import pandas as pd

MIN_ETA2 = 0.06
MIN_Z = 0.5


@dataclass(frozen=True, kw_only=True)
class Trait:
    """One column in which a segment stands out, and the word for it."""

    column: str
    theme: str
    z: float
    word: Phrase


def traits(told: pd.DataFrame) -> dict[int, list[Trait]]:
    """Return the traits of each segment of `profile_features`, by falling |z|.

    A trait needs |z| >= .5 in a column of which segments explain 6 % (Cohen's medium
    effect); of columns that say nearly the same only the strongest speaks.
    """
    strong = told[(told["eta2"] >= MIN_ETA2) & (told["z"].abs() >= MIN_Z)]
    ranked = strong.assign(strength=-strong["z"].abs()).sort_values(
        ["segment", "strength", "column"]
    )
    found: dict[int, list[Trait]] = {int(each): [] for each in told["segment"].unique()}
    for segment, rows in ranked.groupby("segment"):
        found[int(segment)] = list(_one_per_theme(rows))  # type: ignore[arg-type]
    return found


def _one_per_theme(rows: pd.DataFrame) -> Iterator[Trait]:
    seen: set[str] = set()
    for column, z in zip(rows["column"], rows["z"], strict=True):
        known = words(column)
        if known.theme not in seen:
            seen.add(known.theme)
            word = known.high if z > 0 else known.low
            yield Trait(column=column, theme=known.theme, z=float(z), word=word)
