"""Core, general and problem retailers: `python -m pipelines.retailer_lists`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from patronage import config, io, rules, tracking
from patronage.errors import ConfigError
from patronage.loggable import Loggable, Metric, Params, Table, Text
from pipelines import profiles, schemes, terminal, workspace
from pipelines.retailer_list_files import RetailerListFiles
from pipelines.shared import Shared

if TYPE_CHECKING:
    from patronage.config import Config
    from patronage.rules import RetailerLists


def run(cfg: Config) -> None:
    """Write the three lists of the features' day, compared with the last before."""
    workspace.say_origin(cfg)
    shared = Shared(cfg)
    scheme = fitted(shared)
    files = RetailerListFiles(
        folder=shared.folder,
        day=shared.facts["as_of"],
        scheme=scheme.name,
        pseudonyms=bool(cfg.lists.get("pseudonyms", False)),
    )
    rows = rules.with_previous(
        scheme.rows(shared.features), files.previous(), pd.Timestamp(files.day)
    )
    files.write(rows)
    counts, language = summary(scheme, rows, files.day), cfg.language.value
    said = scheme.caveats(shared.features, language)
    for sentence in said:
        terminal.say(sentence)
    terminal.show(counts, f"{scheme.name} of {files.day}")
    terminal.say(f"files: {files.place}/")
    if cfg.tracking.enabled and _track(shared, scheme, counts, said):
        config.at_end(partial(profiles.say_link, cfg))


def fitted(shared: Shared) -> RetailerLists:
    """Return the fitted lists.

    Raises
    ------
    InputError
        If the scheme is not fitted on the present features.
    ConfigError
        If it makes no lists.
    """
    name = shared.cfg.rules.name
    schemes.require(shared.folder, name)
    scheme = io.load_model(shared.folder.model(name))
    if not isinstance(scheme, rules.RetailerLists):
        raise ConfigError(
            "lists of retailers are made by a scheme of lists, such as "
            f"rules=retailer_lists; got '{name}'."
        )
    return scheme


def summary(scheme: RetailerLists, rows: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return a row per list, in numbers alone."""
    new = rows["previous_list"].isna()
    moved = (rows["changed_on"] == pd.Timestamp(day)) & ~new
    told = {"customers": ~rows["list"].isna(), "moved_here": moved}
    told["high_value_problem"] = rows["high_value_problem"]
    keys = [name.key for name in scheme.segment_names]
    counts = {n: holds.groupby(rows["list"]).sum() for n, holds in told.items()}
    table = pd.DataFrame(counts).reindex(keys, fill_value=0).astype(int)
    return table.rename_axis("list").reset_index()


def _track(
    shared: Shared, scheme: RetailerLists, counts: pd.DataFrame, said: list[str]
) -> str | None:
    """Log how long the lists are; never who stands on them."""
    own = workspace.tags(shared.cfg, scheme, as_of=shared.facts["as_of"])
    return tracking.log(
        _items(shared, counts, said),
        workspace.store(shared.cfg),
        name=f"{scheme.name}-lists",
        tags=own | {"stage": "lists"},
    )


def _items(shared: Shared, counts: pd.DataFrame, said: list[str]) -> Iterator[Loggable]:
    cfg, facts = shared.cfg, shared.facts
    yield Params({"source": cfg.source.name, "seed": cfg.seed, **facts})
    for row in counts.to_dict("records"):
        for name in ("customers", "moved_here"):
            yield Metric(f"lists/{row['list']}_{name}", float(row[name]))
    flagged = float(counts["high_value_problem"].sum())
    yield Metric("lists/high_value_problem", flagged)
    yield workspace.note(shared.cfg, said, otherwise="Lists of retailers.")
    yield Table("lists.csv", counts)
    yield Text("config.yaml", config.to_yaml(cfg, facts))


@config.main
def main(cfg: Config) -> None:
    """Write the lists of retailers, and track how long they are."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
