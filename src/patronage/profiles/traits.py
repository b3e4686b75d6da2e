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


MIDDLE = "middle"
AVERAGE = Trait(column="", theme=MIDDLE, z=0.0, word=Phrase("in the middle", "居中"))


def traits(told: pd.DataFrame) -> dict[int, list[Trait]]:
    """Return the traits of each segment of `profile_features`, by falling |z|.

    Of columns that say nearly the same only the strongest speaks. A segment that is
    described, but has no trait, is in the middle.
    """
    strong = outstanding(told)
    ranked = strong.assign(strength=-strong["z"].abs()).sort_values(
        ["segment", "strength", "column"]
    )
    found: dict[int, list[Trait]] = {
        int(segment): [AVERAGE] if known.any() else []
        for segment, known in told["z"].notna().groupby(told["segment"])
    }
    for segment, rows in ranked.groupby("segment"):
        found[int(segment)] = list(_one_per_theme(rows))  # type: ignore[arg-type]
    return found


def outstanding(told: pd.DataFrame) -> pd.DataFrame:
    """Keep rows with |z| >= .5 and eta2 >= 6 % (Cohen's medium effect)."""
    return told[(told["eta2"] >= MIN_ETA2) & (told["z"].abs() >= MIN_Z)]


def _one_per_theme(rows: pd.DataFrame) -> Iterator[Trait]:
    seen: set[str] = set()
    for column, z in zip(rows["column"], rows["z"], strict=True):
        known = words(column)
        if known.theme not in seen:
            seen.add(known.theme)
            word = known.high if z > 0 else known.low
            yield Trait(column=column, theme=known.theme, z=float(z), word=word)
