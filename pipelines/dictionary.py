"""What every feature means: `python -m pipelines.dictionary source=...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from rich.console import Console
from rich.table import Table

from patronage import config, io
from patronage.config import Config
from patronage.tables import DICTIONARY
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = ("column", "kind", "unit", "missing")
FOLDED = ("meaning", "source", "status")
WIDE = 1_000


def run(cfg: Config) -> None:
    """Print the table `dictionary`, family by family."""
    meanings = io.read(DICTIONARY, workspace.folder(cfg))
    # In a pipe each column is one line, so that grep finds all that is said of it.
    piped = not terminal.console.is_terminal
    console = Console(width=WIDE) if piped else terminal.console
    console.print(_table(meanings))
    there = meanings["missing_share"].count()
    terminal.say(f"{cfg.source.name}: {there} of {len(meanings)} columns are present")


def _table(meanings: pd.DataFrame) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in (*WHOLE, *FOLDED):
        table.add_column(name, no_wrap=name in WHOLE, overflow="fold")
    for family, rows in meanings.groupby("family", sort=False):
        table.add_row(f"\n{family}", style="bold")
        for cells in _cells(rows):
            table.add_row(*cells)
    return table


def _cells(rows: pd.DataFrame) -> Iterator[list[str]]:
    shares = ["" if pd.isna(each) else f"{each:6.1%}" for each in rows["missing_share"]]
    yield from rows.assign(missing=shares)[[*WHOLE, *FOLDED]].to_numpy().tolist()


@config.main
def main(cfg: Config) -> None:
    """Print what every feature means, and why some are not there."""
    run(cfg)


if __name__ == "__main__":
    main()
