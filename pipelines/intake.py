"""What an ingest tells of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from patronage import config, io, tracking
from patronage.loggable import Loggable, Metric, Params, Table, Text
from patronage.study.intake import quality_page, read_accounting
from patronage.tables import DATA_QUALITY
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patronage import ingest
    from patronage.config import Config

COUNTED = ("read", "ledger", "quarantined", "deduplicated")


def tell(cfg: Config, accounting: ingest.Accounting) -> None:
    """Print the accounting, and track it beside the runs of schemes."""
    for sentence in accounting.sentences():
        terminal.say(sentence)
    folder = workspace.folder(cfg)
    terminal.say(f"  data quality: {folder.file('interim', 'data_quality.html')}")
    if cfg.tracking.enabled:
        store = workspace.store(cfg)
        beside = replace(store, experiment=f"{store.experiment}-data")
        tags = {"job": workspace.job(cfg), "stage": "ingest", "source": cfg.source.name}
        tracking.log(_items(cfg, folder), beside, name=cfg.source.name, tags=tags)


def _items(cfg: Config, folder: io.Folder) -> Iterator[Loggable]:
    facts, quality = read_accounting(folder), io.read(DATA_QUALITY, folder)
    yield Table("data_quality.json", quality)
    yield Params({"source": cfg.source.name, "last_day": facts["last_day"]})
    for fate in COUNTED:
        yield Metric(f"rows/{fate}", facts[f"rows_{fate}"])
        money = facts[f"money_{fate}"] / 10 ** facts["money_scale"]
        yield Metric(f"money/{fate}", money)
    yield Metric("customers", facts["customers"])
    for share in ("completeness", "validity"):
        yield Metric(f"quality/{share}", float(quality[share].mean()))
    yield Table("data_quality.csv", quality)
    yield Text("data_quality.html", quality_page(folder, customers=False))
    yield Text("config.yaml", config.to_yaml(cfg, {}))
