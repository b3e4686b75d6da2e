"""Part the stock of a month: `python -m pipelines.allocate source=tobacco_retail`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from patronage import config, io, supply, tracking
from patronage.loggable import Loggable, Params, Table, Text
from patronage.tables import ALLOCATIONS, BALANCES
from pipelines import profiles, terminal, workspace
from pipelines.entitled import Entitled
from pipelines.shared import Shared

if TYPE_CHECKING:
    from patronage.config import Config


def run(cfg: Config) -> None:
    """Give every customer a quota, and place each product, under the stock at hand."""
    workspace.say_origin(cfg)
    entitled = Entitled(Shared(cfg), config.instantiate(cfg.supply))
    plan = entitled.plan
    found = supply.allocate(
        entitled.customers, entitled.products, plan.entitlement, plan.sharing
    )
    balance = supply.balances(found)
    _write(entitled, found, balance)
    said = [
        getattr(each, cfg.language.value)
        for each in supply.supply_sentences(found, balance, entitled.n_capped)
    ]
    chinese = cfg.language.value == "zh"
    title = f"{entitled.month} 投放" if chinese else f"allocation of {entitled.month}"
    terminal.show(found.products, title)
    for sentence in said:
        terminal.say(sentence)
    if cfg.tracking.enabled and _track(entitled, found, balance, said):
        config.at_end(partial(profiles.say_link, cfg))


def _write(entitled: Entitled, found: supply.Allocation, balance: pd.DataFrame) -> None:
    """Keep both tables, and write them for people to read."""
    folder, month = entitled.shared.folder, entitled.month
    day = pd.Timestamp(entitled.shared.facts["as_of"])
    lines = found.lines.assign(as_of=day)
    io.write(ALLOCATIONS, lines, folder, scheme=month)
    io.write(BALANCES, balance.assign(as_of=day), folder, scheme=month)
    place = folder.file("processed", "supply")
    people = found.customers.drop(columns=["rank", "grade_rank"])
    for name, frame in {"quotas": people, "placements": found.lines}.items():
        path = place / f"{name}.{month}.csv"
        io.write_csv(path, pa.Table.from_pandas(frame.round(2), preserve_index=False))
        terminal.say(f"file: {path}")


def _track(
    entitled: Entitled,
    found: supply.Allocation,
    balance: pd.DataFrame,
    said: list[str],
) -> str | None:
    cfg, facts = entitled.shared.cfg, entitled.shared.facts
    own = workspace.tags(cfg, entitled.tiers, as_of=facts["as_of"])
    return tracking.log(
        _items(entitled, found, balance, said),
        workspace.store(cfg),
        name=f"{entitled.tiers.name}-allocation",
        tags=own | {"stage": "supply"},
    )


def _items(
    entitled: Entitled,
    found: supply.Allocation,
    balance: pd.DataFrame,
    said: list[str],
) -> Iterator[Loggable]:
    """Yield counts and totals; never who gets what."""
    cfg, facts = entitled.shared.cfg, entitled.shared.facts
    yield Params({"source": cfg.source.name, "month": entitled.month, **facts})
    yield workspace.note(cfg, said)
    yield from supply.supply_metrics(found, balance)
    yield Table("products.csv", found.products)
    by_tier = found.customers.groupby("tier")[["due", "given"]].sum().reset_index()
    yield Table("tiers.csv", by_tier)
    yield Text("config.yaml", config.to_yaml(cfg, facts))


@config.main
def main(cfg: Config) -> None:
    """Part the stock of a month among the customers."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
