"""What acting on lists has changed: `python -m pipelines.uplift as_of=2017-09-30`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from patronage import config, lists, tracking
from patronage.loggable import Loggable, Note, Params, Table, Text
from pipelines import profiles, terminal, workspace
from pipelines.aftermath import Aftermath

if TYPE_CHECKING:
    from patronage.config import Config

BY_CHANCE = (
    "Of twenty intervals one misses 0 by chance alone: settle which outcome counts "
    "before looking."
)


def run(cfg: Config) -> None:
    """Hold the treated against the control, list by list."""
    after = Aftermath(cfg, config.instantiate(cfg.lists))
    terminal.show(lists.readable_uplift(after.table, cfg.language.value), after.title)
    for sentence in (*after.caveats, BY_CHANCE):
        terminal.say(sentence)
    if cfg.tracking.enabled and _track(after):
        config.at_end(partial(profiles.say_link, cfg))


def _track(after: Aftermath) -> str | None:
    cfg = after.cfg
    tags = {
        "job": workspace.job(cfg),
        "scheme": cfg.quadrants.name,
        "stage": "uplift",
        "source": cfg.source.name,
        "as_of": after.day,
    }
    store = workspace.store(cfg)
    name = f"{cfg.quadrants.name}-uplift"
    return tracking.log(_items(after), store, name=name, tags=tags)


def _items(after: Aftermath) -> Iterator[Loggable]:
    yield Params({"source": after.cfg.source.name, **after.facts})
    yield from lists.uplift_metrics(after.table)
    yield Note("\n".join(f"- {each}" for each in (after.title, *after.caveats)))
    yield Table("uplift.csv", after.table)
    yield Text("config.yaml", config.to_yaml(after.cfg, after.facts))


@config.main
def main(cfg: Config) -> None:
    """Say how those who were treated differ from those left alone, and track it."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
