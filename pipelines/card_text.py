"""A card at the terminal: titles, and labels beside texts, in columns that line up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

from patronage.plain import plain
from pipelines import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 88
MOST_LABEL = 32


class Section(NamedTuple):
    """A title, and rows of a label and a text; a long text goes on below itself."""

    title: str
    rows: Sequence[tuple[str, str]]


def show(sections: Iterable[Section]) -> None:
    """Print sections one below the other; wide characters count as two."""
    for section in sections:
        terminal.say(section.title)
        for line in lines(section.rows):
            terminal.say(line)
        terminal.say("")


def lines(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Return labels and texts in two columns, 88 cells wide at most."""
    table = Table(box=None, show_header=False, padding=(0, 0, 0, 2))
    table.add_column(max_width=MOST_LABEL, overflow="fold")
    table.add_column(overflow="fold")
    for label, text in rows:
        table.add_row(plain(label), plain(text))
    console = Console(
        width=WIDTH, markup=False, highlight=False, emoji=False, color_system=None
    )
    with console.capture() as captured:
        console.print(table)
    return [line.rstrip() for line in captured.get().splitlines() if line.strip()]
