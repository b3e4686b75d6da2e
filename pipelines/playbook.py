"""What is done for each segment, what it costs and brings: `... pipelines.playbook`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa

from patronage import config, io, playbooks, tracking
from patronage.errors import ConfigError
from patronage.loggable import Loggable, Note, Params, Table, Text
from pipelines import profiles, schemes, terminal, workspace
from pipelines.scheme_run import SchemeRun
from pipelines.serving import Serving
from pipelines.shared import Shared

if TYPE_CHECKING:
    import pandas as pd

    from patronage.config import Config

SHOWN = {
    "name": ("segment", "细分"),
    "customers": ("customers", "客户"),
    "service_level": ("service", "服务"),
    "contacts_per_month": ("contacts a month", "每月联系"),
    "cost_per_customer": ("cost a month", "每月成本"),
}


def run(cfg: Config) -> None:
    """Hold every configured scheme that has a playbook against its tables.

    Raises
    ------
    ConfigError
        If none has one.
    """
    shared = Shared(cfg)
    current = [n for n in cfg.schemes if schemes.is_current(shared.folder, n)]
    served = [Serving(SchemeRun(shared, name)) for name in current]
    planned = [each for each in served if each.playbook and len(each.plans)]
    if not planned:
        raise ConfigError(
            "a fitted scheme should have a playbook (conf/playbook/<scheme>.yaml); "
            f"got none for {', '.join(current) or 'any, as none is fitted'}."
        )
    sent = [_tell(each) for each in planned]
    if any(each.what_if is not None for each in planned):
        terminal.say(playbooks.CAVEAT[cfg.language.value])
    if any(sent):
        config.at_end(partial(profiles.say_link, cfg))


def _tell(serving: Serving) -> str | None:
    cfg, name = serving.run.shared.cfg, serving.run.name
    _write(serving)
    terminal.show(_readable(serving.plans, cfg.language.value), f"playbook of {name}")
    for sentence in sentences(serving):
        terminal.say(sentence)
    if not cfg.tracking.enabled:
        return None
    return tracking.log(
        items(serving),
        workspace.store(cfg),
        name=f"{name}-playbook",
        tags=workspace.tags(
            cfg, serving.run.scheme, as_of=serving.run.shared.facts["as_of"]
        )
        | {"stage": "playbooks"},
    )


def items(serving: Serving) -> Iterator[Loggable]:
    """Yield all that is tracked: nothing of it names a customer."""
    shared = serving.run.shared
    yield Params({"source": shared.cfg.source.name, **shared.facts})
    yield Note("\n".join(f"- {sentence}" for sentence in sentences(serving)))
    tables = {
        "playbook.csv": serving.plans,
        "budget.csv": serving.budget,
        "what_if.csv": serving.what_if,
        "categories.csv": serving.categories,
        "service.csv": serving.service,
    }
    yield from (Table(n, frame) for n, frame in tables.items() if frame is not None)
    yield Text("config.yaml", config.to_yaml(shared.cfg, shared.facts))


def sentences(serving: Serving) -> list[str]:
    """Say what the best budget would win, who is misserved, and what is supposed."""
    language = serving.run.shared.cfg.language.value
    return [getattr(said, language) for said in playbooks.told(serving.outlook)]


def _write(serving: Serving) -> None:
    """Write what names customers for people to read; it is never tracked."""
    folder, day = serving.run.shared.folder, serving.run.shared.facts["as_of"]
    misfits = None
    if serving.fit is not None:
        misfits = serving.fit[serving.fit["fit"] != playbooks.FITS]
    for what, frame in {
        "next_products": serving.next_products,
        "service": misfits,
    }.items():
        if frame is not None:
            place = folder.file("processed", "playbooks")
            path = place / f"{serving.run.name}.{what}.{day}.csv"
            io.write_csv(
                path, pa.Table.from_pandas(frame.round(4), preserve_index=False)
            )
            terminal.say(f"file: {path}")


def _readable(plans: pd.DataFrame, language: str) -> pd.DataFrame:
    place = 1 if language == "zh" else 0
    return plans[[*SHOWN]].rename(columns={n: w[place] for n, w in SHOWN.items()})


@config.main
def main(cfg: Config) -> None:
    """Say what is done for each segment, what it costs and what it brings."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
