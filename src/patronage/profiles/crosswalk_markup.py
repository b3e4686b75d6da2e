"""Crosswalks as tables within a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.profiles.crosswalk_figure import pair, shares
from patronage.profiles.markup import folded, under
from patronage.profiles.shaded_markup import shaded_table

if TYPE_CHECKING:
    import pandas as pd

    from patronage.profiles.comparison_page import ComparisonPage
    from patronage.profiles.wording import Wording


def crosswalks(page: ComparisonPage) -> str:
    """Return the first scheme against each other, and behind clicks each other one."""
    told = ["".join(_against(page, scheme)) for scheme in page.schemes]
    heads = [
        page.wording.say(
            f"{scheme} against each other scheme", f"{scheme} 与其他各方案"
        )
        for scheme in page.schemes
    ]
    rest = (folded(h, b) for h, b in zip(heads[1:], told[1:], strict=True))
    return "".join([*told[:1], *rest])


def crosswalk_markup(cells: pd.DataFrame, wording: Wording) -> str:
    """Return one pair of `crosswalk_table`: of each row, the share in each column."""
    down = cells.drop_duplicates("segment").sort_values("segment")
    across = cells.drop_duplicates("other_segment").sort_values("other_segment")
    size = cells.groupby("segment")["customers"].sum()
    named = zip(down["segment"], down["name"], strict=True)
    return shaded_table(
        shares(cells).to_numpy(float),
        wording.percent,
        sides=[f"{name} · {wording.count(size[segment])}" for segment, name in named],
        heads=list(across["other_name"]),
    )


def _against(page: ComparisonPage, scheme: str) -> list[str]:
    others = [other for other in page.schemes if other != scheme]
    pairs = ((other, pair(page.cells, scheme, other)) for other in others)
    return [
        under(f"{scheme} → {other}", crosswalk_markup(cells, page.wording))
        for other, cells in pairs
        if len(cells)
    ]
