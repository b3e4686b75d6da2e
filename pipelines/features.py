"""Describe every customer in columns: `python -m pipelines.features as_of=...`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from patronage import config, engine, io
from patronage import features as room
from patronage.config import Config
from patronage.errors import ConfigError
from patronage.tables import RAW_FEATURES
from pipelines import feature_tables, terminal, workspace


def run(cfg: Config) -> None:
    """Write features, outcomes and dictionary, and the feature model beside them.

    Several days make a panel of all of them, besides the features of the last.
    """
    folder = workspace.folder(cfg)
    families = config.instantiate(cfg.features)
    files = engine.LedgerFiles(folder, room.needed_columns(families))
    days = room.snapshots(
        cfg.as_of,
        files.metadata,
        window_days=cfg.window_days,
        horizon_days=cfg.horizon_days,
    )
    families = _offered(files, families)
    for day in days:
        terminal.say(f"features: {day}")
    function = partial(room.describe, families=families, days=days)
    batches = _engine(cfg, n_days=len(days))
    frames = terminal.progress(
        batches(files, function), "describing customers", batches.n_batches(files)
    )
    io.write(RAW_FEATURES, io.stream(RAW_FEATURES, frames), folder)
    feature_tables.tell_unused(files, days[-1])
    feature_tables.write(folder, families, days, files.facts)


def _engine(cfg: Config, *, n_days: int) -> Any:
    """Where batches come from: shorter ones for several days, as results are longer."""
    made = config.instantiate(cfg.engine)
    return replace(made, batch_rows=max(made.batch_rows // n_days, 1))


def _offered(
    files: engine.LedgerFiles, families: Mapping[str, room.Family]
) -> dict[str, room.Family]:
    """The families that can be made of the source."""
    told = room.with_fields(families, files.fields)
    needing = [] if "ledger" in files.tables else _needing(told, files)
    offered = {n: family for n, family in told.items() if n not in needing}
    if not any(family.columns for family in offered.values()):
        raise ConfigError(
            f"features: source '{files.folder.source}' should offer columns of a "
            f"family that is asked for; got none of {', '.join(told)}."
        )
    return offered


def _needing(families: dict[str, room.Family], files: engine.LedgerFiles) -> list[str]:
    """Families that a source without transactions cannot have; says which."""
    needing = room.needing_transactions(families, files.fields)
    if needing:
        terminal.say(
            f"features: {', '.join(needing)} are made of transactions, which source "
            f"'{files.folder.source}' has not: left out"
        )
    return needing


@config.main
def main(cfg: Config) -> None:
    """Describe every customer in columns."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
