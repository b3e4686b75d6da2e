"""Lists of customers to act on: `python -m pipelines.lists 'lists.names=[council]'`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from patronage import config, io, lists, tracking
from patronage.io.arrow import table_from
from patronage.loggable import Loggable, Note, Params, Table, Text
from patronage.tables import LIST_MEMBERS
from pipelines import profiles, terminal, workspace
from pipelines.acting import Acting
from pipelines.shared import Shared

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from patronage.config import Config

KEY_FILE = "pseudonyms.key"
DECIMALS = 4


def run(cfg: Config) -> None:
    """Make the lists, write each, and say how many stand on it."""
    acting = Acting(Shared(cfg), config.instantiate(cfg.lists))
    made, left_out = acting.plan(acting.customers)
    for each in made:
        _write(acting, each)
    said = [*left_out, *(f"{m.name}: {c}" for m in made for c in _words(m))]
    if acting.plan.pseudonyms:
        said.append(f"customers stand under pseudonyms; the key is '{_key(acting)}'")
    for sentence in said:
        terminal.say(sentence)
    if not made:
        return
    terminal.show(lists.list_summary(made), f"lists of {acting.shared.facts['as_of']}")
    terminal.say(f"files: {_folder(acting.shared.folder)}/")
    if cfg.tracking.enabled and _track(acting, made, said):
        config.at_end(partial(profiles.say_link, cfg))


def _words(made: lists.MadeList) -> list[str]:
    """What must be said of a list; also that it is empty."""
    empty = [] if len(made.rows) else ["nobody stands on it"]
    return [*made.caveats, *empty]


def _write(acting: Acting, made: lists.MadeList) -> None:
    """Keep who stands on the list, and write it for people."""
    folder, day = acting.shared.folder, acting.shared.facts["as_of"]
    as_of = acting.shared.features["as_of"].iloc[0]
    kept = made.rows.assign(list=made.name, as_of=as_of)
    about = {"scheme": acting.loyalty.scheme.name, "as_of": day}
    names = [field.name for field in LIST_MEMBERS.fields]
    io.write(
        LIST_MEMBERS, kept[names], folder, scheme=f"{made.name}.{day}", metadata=about
    )
    rows = table_from(_readable(acting, made.rows), LIST_MEMBERS)
    io.write_csv(_folder(folder) / f"{made.name}.{day}.csv", rows)


def _readable(acting: Acting, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they leave the house: under pseudonyms, if that is asked."""
    if acting.plan.pseudonyms:
        key = io.secret_key(_key(acting))
        rows = rows.assign(customer_id=lists.pseudonyms(rows["customer_id"], key))
    return rows.round(DECIMALS)


def _key(acting: Acting) -> Path:
    return acting.shared.folder.file("processed", KEY_FILE)


def _folder(folder: io.Folder) -> Path:
    return folder.file("processed", "lists")


def _track(
    acting: Acting, made: Sequence[lists.MadeList], said: Sequence[str]
) -> str | None:
    """Log counts and totals; never who stands on a list."""
    cfg, scheme = acting.shared.cfg, acting.loyalty.scheme
    own = workspace.tags(cfg, scheme, as_of=acting.shared.facts["as_of"])
    return tracking.log(
        _items(acting, made, said),
        workspace.store(cfg),
        name=f"{scheme.name}-lists",
        tags=own | {"stage": "lists"},
    )


def _items(
    acting: Acting, made: Sequence[lists.MadeList], said: Sequence[str]
) -> Iterator[Loggable]:
    cfg, facts = acting.shared.cfg, acting.shared.facts
    yield Params({"source": cfg.source.name, "seed": cfg.seed, **facts})
    yield from lists.list_metrics(made)
    yield Note("\n".join(f"- {sentence}" for sentence in said) or "Lists to act on.")
    yield Table("lists.csv", lists.list_summary(made))
    yield Text("config.yaml", config.to_yaml(cfg, facts))


@config.main
def main(cfg: Config) -> None:
    """Write lists of customers to act on, and track how long they are."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
