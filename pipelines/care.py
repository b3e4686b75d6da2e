"""Whom to care for: `python -m pipelines.care care=tobacco_retail "as_of='...'"`.

What makes people vulnerable is used for this list alone. No other command reads the
file, and this one tracks nothing.
"""

from __future__ import annotations

import stat
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from patronage import config, io, lists
from patronage.errors import ConfigError, MachineError
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from patronage.config import Config

OWNER = stat.S_IRUSR | stat.S_IWUSR


def run(cfg: Config) -> None:
    """Write whom to care for from a day on, and say how many they are."""
    plan, day = _plan(cfg), _day(cfg)
    listed = plan(_records(plan), day)
    path = _place(workspace.folder(cfg)) / f"care.{day}.csv"
    _write(path, listed)
    terminal.show(
        lists.care_counts(listed), f"care from {day}, {plan.window_days} days"
    )
    terminal.say(f"care: {len(listed)} records are due; '{path}' is its owner's alone")


def _plan(cfg: Config) -> lists.CareList:
    if cfg.care is None:
        raise ConfigError(
            "care should name a file of conf/care, which says where the records are; "
            "none is given (try care=tobacco_retail)."
        )
    plan: lists.CareList = config.instantiate(cfg.care)
    return plan


def _day(cfg: Config) -> str:
    """The one day from which care is planned: nothing here asks a clock."""
    try:
        return date.fromisoformat(str(cfg.as_of)).isoformat()
    except ValueError:
        raise ConfigError(
            f"as_of should be the day of the care list, such as 2025-12-31; "
            f"got {cfg.as_of}."
        ) from None


def _records(plan: lists.CareList) -> pd.DataFrame:
    path = config.root() / plan.file
    read = io.read_small_csv(path, list(plan.columns.values()))
    return read.rename(columns={theirs: ours for ours, theirs in plan.columns.items()})


def _place(folder: io.Folder) -> Path:
    """The folder of care lists: its owner's alone, and ignored by Git."""
    place = folder.file("processed", "care")
    try:
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(stat.S_IRWXU)
    except OSError as error:
        raise MachineError(f"'{place}' cannot be kept: {error.strerror}.") from error
    io.write_text(place / ".gitignore", "*\n")
    return place


def _write(path: Path, listed: pd.DataFrame) -> None:
    io.write_csv(path, pa.Table.from_pandas(listed, preserve_index=False))
    path.chmod(OWNER)


@config.main
def main(cfg: Config) -> None:
    """Write whom to care for, for the eyes of those who do it."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
