"""What a person at the terminal sees; plain lines where there is no terminal."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table
from rich.text import Text

from patronage.plain import plain, without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

Item = TypeVar("Item")

WIDE = 120

console = Console(
    width=None if sys.stdout.isatty() else WIDE,
    markup=False,
    emoji=False,
    highlight=False,
)


def say(sentence: str) -> None:
    """Print one line, without secrets."""
    console.print(plain(without_secrets(sentence)), soft_wrap=True)


def say_json(facts: Mapping[str, Any]) -> None:
    """Print one line for a scheduler: JSON, its keys in order."""
    say(json.dumps(facts, sort_keys=True, ensure_ascii=False, allow_nan=False))


def progress(items: Iterable[Item], doing: str, total: int | None) -> Iterator[Item]:
    """Show a bar while items come; elsewhere than on a terminal, one line."""
    if console.is_terminal:
        text = escape(plain(without_secrets(doing)))
        yield from track(items, text, total=total, console=console, transient=True)
        return
    say(f"{doing} ...")
    yield from items


@contextmanager
def working(doing: str) -> Iterator[None]:
    """Show that something is under way; elsewhere than on a terminal, one line."""
    if not console.is_terminal:
        say(f"{doing} ...")
        yield
        return
    with console.status(Text(plain(without_secrets(doing)))):
        yield


def show(frame: pd.DataFrame, title: str) -> None:
    """Print a table."""
    table = Table(title=plain(title), title_justify="left", title_style="bold")
    for name in frame.columns:
        table.add_column(plain(str(name)), overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*(plain(str(cell)) for cell in row))
    console.print(table)
