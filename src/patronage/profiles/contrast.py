"""What tells a segment from the one most like it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.spatial.distance import cdist

from patronage.profiles.differences import differences
from patronage.profiles.profile import FORECAST, MIN_KNOWN
from patronage.profiles.wording import UNITLESS
from patronage.profiles.words import words

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

TOP = 5
SAID = 3


def nearest_segments(matrix: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return the segment whose centroid is nearest: `segment`, `nearest`, `distance`.

    `matrix` holds standardised features, its index customer ids. Of equally near ones
    the first; a single segment has none.
    """
    members = segments.loc[segments["segment"] >= 0].set_index("customer_id")["segment"]
    known = matrix.index.intersection(members.index).sort_values()
    centres = matrix.loc[known].groupby(members.loc[known]).mean()
    numbers = centres.index.to_numpy(np.int64)
    if len(numbers) < 2:
        return pd.DataFrame({"segment": [], "nearest": [], "distance": []})
    apart = cdist(centres.to_numpy(float), centres.to_numpy(float))
    np.fill_diagonal(apart, np.inf)
    nearest, distance = numbers[apart.argmin(1)], apart.min(1)
    found = {"segment": numbers, "nearest": nearest, "distance": distance}
    return pd.DataFrame(found)


def contrast(
    told: pd.DataFrame, nearest: pd.DataFrame, names: Mapping[int, str]
) -> pd.DataFrame:
    """Return the columns in which a segment differs most from its nearest.

    Five rows a segment, by falling |d| (`differences`), positive where the segment is
    above its nearest; of columns that say nearly the same only one, if possible in a
    unit that people count in and measured rather than expected by a model. A column
    must be known of half of both.
    """
    known = told["known"] >= MIN_KNOWN
    found = differences(told.assign(mean=told["mean"].where(known)))
    columns = told.drop_duplicates("column").set_index("column")
    parts = [
        _strongest(found.between(segment, other), columns).assign(
            segment=segment, nearest=other, distance=distance
        )
        for segment, other, distance in zip(
            *(nearest[each] for each in ("segment", "nearest", "distance")), strict=True
        )
    ]
    empty = pd.DataFrame(
        {"column": pd.Series(dtype="str"), "d": pd.Series(dtype=float)}
    )
    rows = pd.concat(parts) if parts else nearest.join(empty)
    medians = told[["segment", "column", "unit", "median"]]
    theirs = medians.drop(columns="unit").rename(
        columns={"segment": "nearest", "median": "nearest_median"}
    )
    table = rows.merge(medians, on=["segment", "column"], how="left")
    table = table.merge(theirs, on=["nearest", "column"], how="left")
    table["nearest_name"] = table["nearest"].map(names).astype("str")
    shown = ["segment", "nearest", "nearest_name", "distance", "column", "unit", "d"]
    return table[[*shown, "median", "nearest_median"]]


def contrast_sentences(table: pd.DataFrame, wording: Wording) -> dict[int, str]:
    """Return a sentence per segment, told by three of the largest differences."""
    return {
        int(segment): _sentence(_plainest(rows, wording), wording)  # type: ignore[arg-type]
        for segment, rows in table.groupby("segment")
    }


def _strongest(d: pd.Series, columns: pd.DataFrame) -> pd.DataFrame:
    table = d[d != 0].rename_axis("column").rename("d").reset_index()
    table = table.assign(
        forecast=table["column"].map(columns["kind"]) == FORECAST,
        abstract=table["column"].map(columns["unit"]).isin(UNITLESS),
        weakness=-table["d"].abs(),
        theme=[words(column).theme for column in table["column"]],
    )
    one_each = table.sort_values(["forecast", "abstract", "weakness", "column"])
    ranked = one_each.drop_duplicates("theme").sort_values(["weakness", "column"])
    return ranked.head(TOP)[["column", "d"]]


def _plainest(rows: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """The strongest rows, those in a unit that people count in first.

    Means that differ where medians read alike would be told as no difference.
    """
    read = [_amounts(row, wording) for row in rows.itertuples()]
    apart = rows[[own != theirs for own, theirs in read]]
    told = rows if apart.empty else apart
    abstract = told["unit"].isin(UNITLESS).to_numpy()
    return told.iloc[np.argsort(abstract, kind="stable")].head(SAID)


def _sentence(rows: pd.DataFrame, wording: Wording) -> str:
    say = wording.say
    other = rows["nearest_name"].iloc[0]
    listed = say(", ", "、").join(_pair(row, wording) for row in rows.itertuples())
    return say(
        f"Most like “{other}”; differs most in {listed}.",
        f"与“{other}”最接近；差别最大的是{listed}。",
    )


def _pair(row: Any, wording: Wording) -> str:
    phrase = words(row.column).label
    label = wording.say(*phrase)
    own, theirs = _amounts(row, wording)
    own = wording.counted(own, phrase, row.unit)
    return wording.say(
        f"{label[:1].lower()}{label[1:]} ({own} against {theirs})",
        f"{label}（{own}，对方 {theirs}）",
    )


def _amounts(row: Any, wording: Wording) -> tuple[str, str]:
    """The medians of the segment and of its nearest, as they are read."""
    own, theirs = wording.amount(row.median, row.unit), row.nearest_median
    return own, wording.amount(theirs, row.unit)
