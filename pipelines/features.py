"""Describe every customer in columns: `python -m pipelines.features as_of=...`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from patronage import config, engine, io
from patronage import features as room
from patronage.config import Config
from patronage.tables import RAW_FEATURES
from pipelines import feature_tables, terminal, workspace


def run(cfg: Config) -> None:
    """Write features, outcomes and dictionary, and the feature model beside them.

    Several days make a panel of all of them, besides the features of the last.
    """
    folder = workspace.folder(cfg)
    files, families = _offered(cfg, folder)
    days = room.snapshots(
        cfg.as_of,
        files.metadata,
        window_days=cfg.window_days,
        horizon_days=cfg.horizon_days,
    )
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
    cfg: Config, folder: io.Folder
) -> tuple[engine.LedgerFiles, dict[str, room.Family]]:
    """The source's files, and the families that can be made of them."""
    families = config.instantiate(cfg.features)
    files = engine.LedgerFiles(folder, room.needed_columns(families))
    told = room.with_fields(families, files.fields)
    if "ledger" in files.tables:
        return files, told
    needing = room.needing_transactions(told, files.fields)
    terminal.say(
        f"features: {', '.join(needing)} are made of transactions, which source "
        f"'{folder.source}' has not: left out"
    )
    return files, {n: family for n, family in told.items() if n not in needing}


@config.main
def main(cfg: Config) -> None:
    """Describe every customer in columns."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
