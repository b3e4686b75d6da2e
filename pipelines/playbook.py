"""What is done for each segment, what it costs and brings: `... pipelines.playbook`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa

from patronage import config, io, playbooks, tracking
from patronage.errors import ConfigError
from patronage.loggable import Loggable, Params, Table, Text
from pipelines import profiles, terminal, workspace
from pipelines.fitted import fitted
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
BESIDE = {
    "budget": ["planned", "best", "proportional", "equal", "gain"],
    "service": ["due", "contacts", "under_served", "fits", "over_served"],
    "categories": ["category", "buyers", "reach", "index"],
}
TITLES = {
    "playbook": "服务方案",
    "budget": "预算",
    "service": "服务匹配",
    "categories": "偏好品类",
}


def run(cfg: Config) -> None:
    """Hold every configured scheme that has a playbook against its tables.

    Raises
    ------
    ConfigError
        If none has one.
    """
    shared = Shared(cfg)
    workspace.say_origin(cfg)
    current = fitted(shared)
    served = [Serving(SchemeRun(shared, name)) for name in current]
    planned = [each for each in served if each.playbook and len(each.plans)]
    if not planned:
        raise ConfigError(
            "a fitted scheme should have a playbook (conf/playbook/<scheme>.yaml); "
            f"got none for {', '.join(current) or 'any, as none is fitted'}."
        )
    books = {each.run.name for each in planned}
    if bare := [name for name in current if name not in books]:
        terminal.say(f"without a playbook, so left out: {', '.join(bare)}")
    sent = [_tell(each) for each in planned]
    if any(each.what_if is not None for each in planned):
        terminal.say(playbooks.CAVEAT[cfg.language.value])
    if any(sent):
        config.at_end(partial(profiles.say_link, cfg))


def _tell(serving: Serving) -> str | None:
    cfg, name = serving.run.shared.cfg, serving.run.name
    language = cfg.language.value
    terminal.show(
        _readable(serving.plans, language), _title("playbook", name, language)
    )
    for what, columns in BESIDE.items():
        frame = getattr(serving, what)
        if frame is not None and len(frame):
            shown = _named(serving, frame)[["name", *columns]].round(2)
            terminal.show(shown, _title(what, name, language))
    for sentence in sentences(serving):
        terminal.say(sentence)
    _write(serving)
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
    yield workspace.note(shared.cfg, sentences(serving))
    tables = {
        "playbook.csv": serving.plans,
        "budget.csv": serving.budget,
        "what_if.csv": serving.what_if,
        "categories.csv": serving.categories,
        "service.csv": serving.service,
    }
    for name, frame in tables.items():
        if frame is not None:
            yield Table(name, _named(serving, frame))
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


def _title(what: str, name: str, language: str) -> str:
    return f"{name}：{TITLES[what]}" if language == "zh" else f"{what} of {name}"


def _named(serving: Serving, frame: pd.DataFrame) -> pd.DataFrame:
    """Put the segment's name beside its number."""
    bare = frame.drop(columns="name", errors="ignore")
    return serving.segments[["segment", "name"]].merge(bare, on="segment")


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
