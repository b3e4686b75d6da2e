"""The figures of a comparison, each with its table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from patronage.profiles.association_figure import association_figure
from patronage.profiles.crosswalk_figure import crosswalk_figure, pair
from patronage.profiles.league_figure import league_figure, league_figure_table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from patronage.profiles.comparison_page import ComparisonPage


class Drawn(NamedTuple):
    """A figure with its caption, file name, and the table that it is drawn from."""

    caption: str
    name: str
    figure: Figure
    table: pd.DataFrame


def comparison_figures(page: ComparisonPage) -> Iterator[Drawn]:
    """Yield the league, the likeness of schemes, and the first two face to face."""
    say, wording = page.wording.say, page.wording
    points = league_figure_table(page.scorecards, page.league)
    if len(points):
        figure = league_figure(points, wording)
        yield Drawn(say("The league", "方案排名"), "league", figure, points)
    if len(page.associations):
        figure = association_figure(page.associations, wording)
        caption = say("How alike the schemes are", "方案之间的相似程度")
        yield Drawn(caption, "associations", figure, page.associations)
    cells = pair(page.cells, *page.schemes[:2]) if len(page.schemes) > 1 else page.cells
    if len(cells):
        figure = crosswalk_figure(cells, wording)
        caption = " → ".join(page.schemes[:2])
        yield Drawn(caption, "crosswalk", figure, cells)
