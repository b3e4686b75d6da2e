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
    """Return why the scheme exists, its segments, how to tell them, and caveats.

    Names from data cannot add markup: they are escaped.
    """
    say = page.wording.say
    heads = [say("Segment", "细分"), say("In words", "描述"), say("Action", "行动")]
    cards = page.cards.set_axis(heads, axis=1)
    why = [f"**{escaped(label)}** {escaped(text)}" for label, text in page.reasons]
    parts = [
        f"# {escaped(page.scheme)}",
        "  \n".join(why),
        _table(cards),
        escaped(page.fidelity),
        _table(page.apart),
        "\n".join(f"- {escaped(note)}" for note in page.notes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Let a text stand for itself, on one line."""
    plain = html.escape(printable(text), quote=False)
    return MARKS.sub(r"\\\1", plain)


def _table(frame: pd.DataFrame) -> str:
    if frame.empty:
        return ""
    rows = [list(frame.columns), ["---"] * frame.shape[1], *frame.to_numpy().tolist()]
    return "\n".join(map(_row, rows))


def _row(cells: list[str]) -> str:
    texts = [cell if cell == "---" else escaped(cell) for cell in cells]
    return f"| {' | '.join(texts)} |"
