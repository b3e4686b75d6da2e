"""The files of a panel: scores that came in, and feedback that goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from patronage import io
from patronage.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

COLUMNS = ["expert", "item", "score"]
NAME = re.compile(r"round_([1-9]\d*)\.csv")


@dataclass(frozen=True)
class PanelFiles:
    """Where scores come from (`given`), and where what is made of them goes."""

    given: Path
    made: Path

    def rounds(self) -> list[pd.DataFrame]:
        """Return the scores of each round as text, by line number.

        Raises
        ------
        InputError
            If a round is missing, or a file cannot be read.
        """
        names = sorted(path.name for path in self.given.glob("round_*"))
        found = {name: NAME.fullmatch(name) for name in names}
        numbers = sorted(int(match[1]) for match in found.values() if match)
        wrong = [name for name, match in found.items() if not match]
        if wrong or not numbers or numbers != list(range(1, len(numbers) + 1)):
            raise InputError(
                f"'{self.given}' should have a file per round, round_1.csv, round_2.csv"
                f" and so on; it has {', '.join(names) or 'none'}."
            )
        paths = [self.given / f"round_{number}.csv" for number in numbers]
        return [io.read_small_csv(path, COLUMNS) for path in paths]

    def write(self, tables: dict[str, pd.DataFrame]) -> None:
        """Write tables by file name; those of an earlier job leave."""
        for path in self.made.glob("*.csv"):
            if path.name not in tables:
                path.unlink()
        for name, table in tables.items():
            rounded = pa.Table.from_pandas(table.round(4), preserve_index=False)
            io.write_csv(self.made / name, rounded)
