"""Where the customers of one scheme's segments are in another scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from patronage.profiles.page import printable
from patronage.profiles.shaded import shaded
from patronage.profiles.style import styled, title, wrap
from patronage.segments import segment_id

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

MOST = 12
KEYS = ["scheme", "segment", "other_scheme", "other_segment"]


def crosswalk_table(
    crosswalk: pd.DataFrame, names: pd.DataFrame, wording: Wording
) -> pd.DataFrame:
    """Return the table `crosswalk` with names: `name` and `other_name`.

    A segment without a name goes by its id, S01 for 0.
    """
    named = _names(names, wording)
    pairs = {"name": ("scheme", "segment"), "other_name": KEYS[2:]}
    told = {
        column: [
            named.get((scheme, segment), segment_id(segment))
            for scheme, segment in zip(crosswalk[s], crosswalk[g], strict=True)
        ]
        for column, (s, g) in pairs.items()
    }
    order = ["scheme", "name", "other_scheme", "other_name"]
    rest = ["segment", "other_segment", "customers", "share", "lift"]
    return crosswalk.assign(**told)[[*order, *rest]]


def pair(cells: pd.DataFrame, scheme: str, other: str) -> pd.DataFrame:
    """Return the cells of two schemes; none if either has more than 12 segments."""
    both = (cells["scheme"] == scheme) & (cells["other_scheme"] == other)
    found = cells[both].sort_values(["segment", "other_segment"], ignore_index=True)
    many = found[["segment", "other_segment"]].nunique().max() > MOST
    return found.head(0) if many else found


def shares(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of one pair: a row per segment, a column per other segment."""
    wide = cells.pivot_table(
        index="segment", columns="other_segment", values="share", dropna=False
    )
    return wide.sort_index().sort_index(axis=1)


@styled
def crosswalk_figure(cells: pd.DataFrame, wording: Wording) -> Figure:
    """Draw one pair of `crosswalk_table`: of each row, the share in each column."""
    found = shares(cells).to_numpy(float)
    down = cells.drop_duplicates("segment").sort_values("segment")
    across = cells.drop_duplicates("other_segment").sort_values("other_segment")
    size = cells.groupby("segment")["customers"].sum()
    figure = Figure(
        figsize=(3.9 + 0.95 * len(across), 2.4 + 0.6 * len(down)), layout="constrained"
    )
    axes = figure.add_subplot()
    shaded(
        axes,
        found,
        wording.percent,
        sides=[
            f"{wrap(name, 30, lines=2)}\n{wording.count(size[segment])}"
            for segment, name in zip(down["segment"], down["name"], strict=True)
        ],
        heads=[wrap(name, 13, lines=5) for name in across["other_name"]],
    )
    one, other = cells["scheme"].iloc[0], cells["other_scheme"].iloc[0]
    head = wording.say(
        f"Where the customers of {one} are in {other}",
        f"{one} 各细分客户在 {other} 中的分布",
    )
    title(figure, wrap(printable(head), 44 + 8 * len(across), lines=2))
    return figure


def _names(names: pd.DataFrame, wording: Wording) -> dict[tuple[str, int], str]:
    column = wording.say("name_en", "name_zh")
    told = zip(names["scheme"], names["segment"], names[column], strict=True)
    return {(scheme, int(segment)): printable(name) for scheme, segment, name in told}
