"""Schemes side by side in Markdown, for the description of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.profiles.league_table import league_table
from patronage.profiles.league_words import RANKS
from patronage.profiles.markdown import bulleted, escaped, labelled, tabled

if TYPE_CHECKING:
    from patronage.profiles.comparison_page import ComparisonPage


def comparison_markdown(page: ComparisonPage) -> str:
    """Return which scheme serves which decision, the league, and caveats.

    Names from data cannot add markup: they are escaped.
    """
    parts = [
        f"# {escaped(page.title)}",
        labelled(page.facts),
        bulleted(page.summary),
        tabled(league_table(page.scorecards, page.league, page.wording)),
        escaped(page.wording.say(*RANKS)),
        bulleted(page.notes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
