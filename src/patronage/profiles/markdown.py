"""A scheme in Markdown, for a run's description and for `segments.md`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from patronage.profiles.page import printable

if TYPE_CHECKING:
    import pandas as pd

    from patronage.profiles.page import Page

# Marks anywhere; a list, a head or a line where the text begins; bare addresses.
MARKS = re.compile(
    r"([\\`*_\[\]|~]|^(?:[#+-](?=[#\s]|$)|[-=](?=[-=]+$))"
    r"|(?<=^\d)[.)](?=\s|$)|:(?=//)|(?<=\bwww)\.)",
    re.IGNORECASE,
)


def markdown(page: Page) -> str:
    """Return why the scheme exists, its segments, how to tell them, and caveats.

    Names from data cannot add markup: they are escaped.
    """
    say = page.wording.say
    heads = [say("Segment", "细分"), say("In words", "描述"), say("Action", "行动")]
    cards = page.cards.set_axis(heads, axis=1)
    parts = [
        f"# {escaped(page.scheme)}",
        labelled(page.reasons),
        tabled(cards),
        escaped(page.fidelity),
        tabled(page.apart),
        bulleted(page.notes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def labelled(pairs: Iterable[tuple[str, str]]) -> str:
    """Return labels with their answers, a line each."""
    return "  \n".join(f"**{escaped(label)}** {escaped(text)}" for label, text in pairs)


def bulleted(sentences: Iterable[str]) -> str:
    """Return sentences as a list."""
    return "\n".join(f"- {escaped(sentence)}" for sentence in sentences)


def escaped(text: str) -> str:
    """Let a text stand for itself, on one line."""
    plain = html.escape(printable(text), quote=False)
    return MARKS.sub(r"\\\1", plain)


def tabled(frame: pd.DataFrame) -> str:
    """Return a table with each cell as text; nothing for none."""
    if frame.empty:
        return ""
    rows = [list(frame.columns), ["---"] * frame.shape[1], *frame.to_numpy().tolist()]
    return "\n".join(map(_row, rows))


def _row(cells: list[str]) -> str:
    texts = [cell if cell == "---" else escaped(cell) for cell in cells]
    return f"| {' | '.join(texts)} |"
