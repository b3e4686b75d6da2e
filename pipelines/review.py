"""Whose class should be looked at again: `python -m pipelines.review`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from patronage import config, io, rules, tracking
from patronage.loggable import Loggable, Params, Table, Text
from pipelines import profiles, terminal, workspace
from pipelines.shared import Shared

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    import pyarrow as pa

    from patronage.config import Config


@dataclass(frozen=True)
class Reviewed:
    """The customers of a source, and what is to be looked at again."""

    shared: Shared

    @cached_property
    def plan(self) -> rules.Review:
        """The checks."""
        made: rules.Review = config.instantiate(self.shared.cfg.review)
        return made

    @cached_property
    def findings(self) -> pd.DataFrame:
        """A row per customer and reason."""
        return self.plan.findings(self.shared.features)

    @property
    def sentences(self) -> list[str]:
        """What must stand beside the list."""
        missing = self.plan.lacking(self.shared.features)
        return [
            f"review: {name} is not checked, for want of {', '.join(columns)}"
            for name, columns in missing.items()
        ]

    @property
    def path(self) -> Path:
        """The file of the list."""
        day = self.shared.facts["as_of"]
        return self.shared.folder.file("processed", "review") / f"review.{day}.csv"

    def write(self) -> None:
        """Write the list for people; replaces that of the same day."""
        language = self.shared.cfg.language.value
        io.write_csv(self.path, _arrow(rules.review_list(self.findings, language)))

    def items(self) -> Iterator[Loggable]:
        """Yield counts, never who stands on the list."""
        cfg, facts = self.shared.cfg, self.shared.facts
        active = int((self.shared.features["status"] == "ok").sum())
        yield Params({"source": cfg.source.name, **facts})
        yield from rules.review_metrics(self.findings, active)
        said = "Customers whose class should be looked at again."
        yield workspace.note(cfg, self.sentences, otherwise=said)
        yield Table("review.csv", rules.review_counts(self.findings))
        yield Text("config.yaml", config.to_yaml(cfg, facts))


def run(cfg: Config) -> None:
    """Write the list, and say how long it is."""
    workspace.say_origin(cfg)
    reviewed = Reviewed(Shared(cfg))
    reviewed.write()
    for sentence in reviewed.sentences:
        terminal.say(sentence)
    day = reviewed.shared.facts["as_of"]
    terminal.show(rules.review_counts(reviewed.findings), f"to review on {day}")
    terminal.say(f"file: {reviewed.path}")
    if cfg.tracking.enabled and _track(reviewed):
        config.at_end(partial(profiles.say_link, cfg))


def _track(reviewed: Reviewed) -> str | None:
    cfg = reviewed.shared.cfg
    tags = {
        "job": workspace.job(cfg),
        "scheme": "review",
        "stage": "review",
        "source": cfg.source.name,
        "as_of": reviewed.shared.facts["as_of"],
    }
    store = workspace.store(cfg)
    return tracking.log(reviewed.items(), store, name="review", tags=tags)


def _arrow(rows: pd.DataFrame) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pandas(
        rows.assign(as_of=rows["as_of"].astype("str")), preserve_index=False
    )


@config.main
def main(cfg: Config) -> None:
    """List whose class should be looked at again, and track how many."""
    workspace.check_store(cfg)
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
