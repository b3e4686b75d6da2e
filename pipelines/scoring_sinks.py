"""Where scores go beside the table: a CSV file, a table of PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from patronage import config, io
from patronage.errors import ConfigError
from patronage.tables import SCORES
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from patronage.config import Config


def check(cfg: Config) -> None:
    """Refuse sinks that cannot be written to, before any work is done.

    Raises
    ------
    ConfigError
        If a table has no address, or the CSV file lies among the tables.
    """
    if cfg.score.table is not None and not cfg.score.uri:
        raise ConfigError(
            "score.table needs the address of a PostgreSQL server, as in "
            "'score.uri=${oc.env:SCORES_URI}'; it is not given."
        )
    if cfg.score.to is not None:
        _outside(cfg, _file(cfg))


def send(cfg: Config, staging: io.VersionFolder) -> None:
    """Send all scores, each sink whole or not at all."""
    if cfg.score.to is not None:
        io.write_csv(_file(cfg), io.Frames(SCORES, staging).reader())
        terminal.say(f"scores: '{_file(cfg)}'")
    if cfg.score.table is not None:
        rows = io.Frames(SCORES, staging).reader()
        count = io.write_postgres(str(cfg.score.uri), cfg.score.table, rows)
        terminal.say(f"scores: table '{cfg.score.table}' has {count:,} rows")


def _file(cfg: Config) -> Path:
    return config.root() / str(cfg.score.to)


def _outside(cfg: Config, path: Path) -> None:
    """Refuse to write among the tables, where a stage would delete it or read it."""
    data = workspace.folder(cfg).data.resolve()
    places = [data / name for name in ("interim", "processed", "published")]
    if path.is_dir() or any(path.resolve().is_relative_to(each) for each in places):
        raise ConfigError(
            f"score.to should name a file outside the folders of tables; got '{path}'."
        )
