"""What every feature means: `python -m pipelines.dictionary source=...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from rich.console import Console
from rich.table import Table

from patronage import config, io
from patronage.config import Config
from patronage.plain import plain
from patronage.tables import DICTIONARY
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WHOLE = ("column", "kind", "unit", "missing")
TOLD = (*WHOLE, "meaning", "source", "status")
WIDE, ROOMY = 1_000, 140


def run(cfg: Config) -> None:
    """Print the table `dictionary`, family by family."""
    meanings = io.read(DICTIONARY, workspace.folder(cfg))
    # In a pipe each column is one line, so that grep finds all that is said of it.
    piped = not terminal.console.is_terminal
    console = (
        Console(width=WIDE, markup=False, emoji=False) if piped else terminal.console
    )
    told = TOLD if console.width >= ROOMY else [n for n in TOLD if n != "source"]
    console.print(_table(meanings, told))
    there = meanings["missing_share"].count()
    terminal.say(f"{cfg.source.name}: {there} of {len(meanings)} columns are present")


def _table(meanings: pd.DataFrame, told: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in told:
        table.add_column(name, no_wrap=name in WHOLE, overflow="fold")
    for family, rows in meanings.groupby("family", sort=False):
        table.add_row(f"\n{family}", style="bold")
        for cells in _cells(rows, told):
            table.add_row(*cells)
    return table


def _cells(rows: pd.DataFrame, told: Sequence[str]) -> Iterator[list[str]]:
    shares = ["" if pd.isna(each) else f"{each:6.1%}" for each in rows["missing_share"]]
    for cells in rows.assign(missing=shares)[list(told)].to_numpy().tolist():
        yield [plain(str(cell)) for cell in cells]


@config.main
def main(cfg: Config) -> None:
    """Print what every feature means, and why some are not there."""
    run(cfg)


if __name__ == "__main__":
    main()
