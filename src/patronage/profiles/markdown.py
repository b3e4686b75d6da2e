"""A scheme in Markdown, for a run's description and for `segments.md`."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from patronage.profiles.page import printable

if TYPE_CHECKING:
    import pandas as pd

    from patronage.profiles.page import Page

MARKS = re.compile(r"([\\`*_\[\]|~])")


def markdown(page: Page) -> str:
    """Return why the scheme exists, its segments as a table, and what to keep in mind.

    Names from data cannot add markup: they are escaped.
    """
    say = page.wording.say
    heads = [say("Segment", "细分"), say("In words", "描述"), say("Action", "行动")]
    rows = page.cards.itertuples(index=False)
    why = [f"**{escaped(label)}** {escaped(text)}" for label, text in page.reasons]
    parts = [
        f"# {escaped(page.scheme)}",
        "  \n".join(why),
        "\n".join([_row(heads), _row(["---"] * 3), *(_row(row) for row in rows)]),
        "\n".join(f"- {escaped(note)}" for note in page.notes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Let a text stand for itself, on one line."""
    plain = html.escape(printable(text), quote=False)
    return MARKS.sub(r"\\\1", plain)


def _row(cells: pd.Series[str] | list[str] | tuple[str, ...]) -> str:
    texts = [cell if cell == "---" else escaped(cell) for cell in cells]
    return f"| {' | '.join(texts)} |"
