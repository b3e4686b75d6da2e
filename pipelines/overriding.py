"""Customers whom a person has put into a segment: applied, kept, and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from patronage import config, io, overrides
from patronage.loggable import Loggable, Table
from patronage.tables import OVERRIDES
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage.config import Config
    from patronage.segments import SegmentScheme

COUNTS = "overrides.csv"


def asked(cfg: Config, features: pd.DataFrame) -> pd.DataFrame | None:
    """Return what the file of overrides asks for; None where there is no file.

    Raises
    ------
    InputError
        If the file cannot be read, or a row of it cannot be followed.
    """
    if cfg.overrides is None:
        return None
    texts = io.read_small_csv(config.root() / cfg.overrides, overrides.COLUMNS)
    return overrides.checked(texts, features["customer_id"])


def placed(
    cfg: Config,
    scheme: SegmentScheme,
    segments: pd.DataFrame,
    asked: pd.DataFrame | None,
) -> pd.DataFrame:
    """Return the segments as people have changed them, and write what was changed."""
    folder = workspace.folder(cfg)
    if asked is None:
        _forget(folder, scheme.name)
        return segments
    named = {**dict(enumerate(scheme.segment_names)), **scheme.given_names}
    known = overrides.targets(named, scheme.n_segments_)
    own = overrides.with_segments(asked, scheme.name, known)
    changed, made = overrides.placed_by_hand(segments, own)
    io.write(OVERRIDES, made, folder, scheme=scheme.name)
    _say(cfg, scheme, asked, made)
    return changed


def kept(folder: io.Folder, scheme: str) -> pd.DataFrame:
    """Return the overrides of a scheme's last fit; no row where there are none."""
    if not folder.path(OVERRIDES, scheme).is_file():
        return pd.DataFrame(columns=[field.name for field in OVERRIDES.fields])
    return io.read(OVERRIDES, folder, scheme=scheme)


def items(kept: pd.DataFrame, names: pd.DataFrame) -> Iterator[Loggable]:
    """Yield how many overrides there are, naming nobody; nothing where none are."""
    if len(kept):
        yield from overrides.metrics(kept)
        yield Table(COUNTS, overrides.counts(kept, names))


def sentences(kept: pd.DataFrame, language: str) -> list[str]:
    """Return what a reader of the segments must be told."""
    return overrides.sentences(kept, language)


def _forget(folder: io.Folder, scheme: str) -> None:
    """Remove the overrides of an earlier fit, which stand no more."""
    folder.path(OVERRIDES, scheme).unlink(missing_ok=True)


def _say(
    cfg: Config, scheme: SegmentScheme, asked: pd.DataFrame, made: pd.DataFrame
) -> None:
    for sentence in overrides.sentences(made):
        terminal.say(f"{scheme.name}: {sentence}")
    if len(made) and not scheme.segment_names:
        terminal.say(
            f"{scheme.name}: overrides name its segments by number, and another fit "
            "may number them otherwise; look at them again."
        )
    known = {*cfg.schemes, *workspace.folder(cfg).schemes(), scheme.name}
    if others := sorted(set(asked["scheme"]) - known):
        terminal.say(
            f"overrides: of {', '.join(others)} nothing is fitted here, so what is "
            "asked for there moves nobody yet."
        )
