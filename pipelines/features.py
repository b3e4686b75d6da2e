"""Describe every customer in columns: `python -m pipelines.features as_of=...`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patronage import config, engine, io
from patronage import features as room
from patronage.config import Config
from patronage.tables import DICTIONARY, FEATURES, OUTCOMES
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from patronage.batch import CustomerBatch

    Part = tuple[pd.DataFrame, pd.DataFrame]


def run(cfg: Config) -> None:
    """Write features, outcomes and dictionary, and the feature model beside them."""
    folder = workspace.folder(cfg)
    families = config.instantiate(cfg.features)
    files = engine.LedgerFiles(folder, room.needed_columns(families))
    families = room.with_fields(families, files.fields)
    day = room.snapshot(
        cfg.as_of,
        files.metadata,
        window_days=cfg.window_days,
        horizon_days=cfg.horizon_days,
    )
    terminal.say(f"features: {day}")
    batches = config.instantiate(cfg.engine)
    described = batches(files, partial(_describe, families=families, day=day))
    total = batches.n_batches(files)
    parts = list(terminal.progress(described, "describing customers", total))
    _tell_unused(day, sum(after for _, after in parts))
    raw, outcomes = room.together([part for part, _ in parts])
    model = room.FeatureModel(room.learned_columns(families)).fit(raw)
    for name, reason in model.left_out_.items():
        terminal.say(f"features: {name} is left out: {reason}")
    features = model.transform(raw)
    io.write(FEATURES, features, folder, metadata=day.settings)
    io.write(OUTCOMES, outcomes, folder)
    meanings = room.dictionary(features, families, model.polarization_)
    io.write(DICTIONARY, meanings, folder)
    io.save_model(folder.file("processed", "feature_model.skops"), model)


def _describe(
    batch: CustomerBatch, families: Mapping[str, room.Family], day: room.Snapshot
) -> tuple[Part, int]:
    """Describe a batch, and count its rows that must not be seen."""
    return room.describe(batch, families, day), room.rows_after(batch, day.as_of)


def _tell_unused(day: room.Snapshot, rows: int) -> None:
    if rows:
        as_of = day.settings["as_of"]
        terminal.say(
            f"features: {rows:,} rows after {as_of} are not used (after_as_of)"
        )


@config.main
def main(cfg: Config) -> None:
    """Describe every customer in columns."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
