"""All that a run says of schemes side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from patronage.loggable import Figure, Loggable, Note, Table, Text
from patronage.profiles.comparison_markdown import comparison_markdown
from patronage.profiles.comparison_report import comparison_report

if TYPE_CHECKING:
    from patronage.profiles.comparison_page import ComparisonPage


def compared(page: ComparisonPage) -> Iterator[Loggable]:
    """Yield the note, the figures with their tables, the league, and the page."""
    said = comparison_markdown(page)
    yield Note(said)
    for drawn in page.figures:
        yield Figure(f"{drawn.name}.png", drawn.figure)
        yield Table(f"{drawn.name}.csv", drawn.table)
    yield Table("scorecards.csv", page.scorecards)
    yield Text("comparison.md", said)
    yield Text("report.html", comparison_report(page))
