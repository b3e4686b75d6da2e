"""Which columns may speak for a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.profiles.levels import holds, level_features
from patronage.profiles.likeness import voices
from patronage.profiles.profile import FORECAST, MIN_KNOWN, placed, profile_features
from patronage.profiles.traits import outstanding
from patronage.profiles.words import statement, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 0.5


def speaking(
    told: pd.DataFrame, customers: pd.DataFrame, *, said: str = ""
) -> pd.DataFrame:
    """Blank `z` of what may not speak for a segment; the rows remain.

    `told` are rows of `profile_features` and `level_features`, `customers` those who
    are placed. A column must be known of half of the segment, and what is said of a
    category must hold for half of it. A model's estimate keeps silent where its theme
    has been measured, and of columns that order customers alike the first speaks;
    `said` is one that the name has told already.
    """
    known = _blank(told, ~(_is_known(told) & _is_held(told)))
    measured = _blank(known, _is_outdone(known))
    return _blank(measured, _is_echo(measured, customers, said))


def spoken(
    features: pd.DataFrame,
    segments: pd.DataFrame,
    dictionary: pd.DataFrame,
    *,
    n_segments: int,
    said: str = "",
) -> pd.DataFrame:
    """Return the rows of numbers and categories, with what may not speak blanked."""
    of = features, segments, dictionary
    numbers = profile_features(*of, n_segments=n_segments)
    levels = level_features(*of, n_segments=n_segments)
    told = pd.concat([numbers, levels], ignore_index=True)
    return speaking(told, placed(features, segments), said=said)


def _blank(told: pd.DataFrame, silent: pd.Series) -> pd.DataFrame:
    return told.assign(z=told["z"].mask(silent))


def _is_known(told: pd.DataFrame) -> pd.Series:
    return told["known"] >= MIN_KNOWN


def _is_held(told: pd.DataFrame) -> pd.Series:
    number = [statement(column) is None for column in told["column"]]
    held = (told["z"] > 0) & (told["mean"] >= MOST)
    return held | np.array(number, dtype=bool)


def _is_outdone(told: pd.DataFrame) -> pd.Series:
    """Estimates of whose theme something measured is known."""
    theme = told["column"].map(lambda column: words(column).theme)
    estimate = told["kind"] == FORECAST
    measured = told["z"].notna() & ~estimate
    return estimate & measured.groupby([told["segment"], theme]).transform("any")


def _is_echo(told: pd.DataFrame, customers: pd.DataFrame, said: str) -> pd.Series:
    """What another column says of a segment, or the name has said."""
    strong = outstanding(told)
    before = [said] if said in customers else []
    keys = list(dict.fromkeys([*before, *told["column"]]))
    heard = {*strong["column"], *before}
    values = {key: holds(customers, key) for key in keys if key in heard}
    voice = voices(pd.DataFrame(values, index=customers.index))
    speaker = told["column"].map(voice)
    there = pd.MultiIndex.from_frame(strong[["segment", "column"]])
    asked = pd.MultiIndex.from_arrays([told["segment"], speaker])
    other = speaker.notna() & (speaker != told["column"])
    repeated: NDArray[np.bool_] = asked.isin(there)
    return (other & repeated) | (speaker == said)
