"""All retrainings of a scheme in a table and a figure: what went on, what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import compare, io, profiles, tracking
from patronage.loggable import Figure, Loggable, Note, Table
from patronage.tables import RETRAININGS
from pipelines import terminal, workspace
from pipelines.mirroring import mirror

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patronage.config import Config
    from patronage.profiles.wording import Language
    from pipelines.publishing import Event

SHARES = ["as_of", "segment_id", "name_en", "name_zh", "share"]


def tell(cfg: Config, events: Sequence[Event]) -> None:
    """Write the table of all retrainings, show it, and track it with its figure.

    Where nothing new was decided there is nothing to track.
    """
    told = last_of_each_day(workspace.published(cfg).history.events())
    table = compare.retrainings(told)
    io.write(RETRAININGS, table, workspace.folder(cfg), scheme=_scheme(cfg))
    terminal.show(
        compare.readable_retrainings(table, cfg.language.value), "retrainings"
    )
    is_new = any(each["decision"] != "already_done" for each in events)
    if cfg.tracking.enabled and is_new:
        _track(cfg, table, told)
    mirror(cfg)


def last_of_each_day(events: Sequence[Event]) -> list[Event]:
    """Return the last retraining of every day, the days in order."""
    found = {each["as_of"]: each for each in events if each["kind"] == "retrained"}
    return [found[day] for day in sorted(found)]


def _track(cfg: Config, table: pd.DataFrame, told: Sequence[Event]) -> None:
    tags = {
        "job": workspace.job(cfg),
        "scheme": _scheme(cfg),
        "stage": "story",
        "source": str(cfg.source.name),
        "as_of": str(told[-1]["as_of"]),
    }
    tracking.log(
        _items(cfg, table, told), workspace.store(cfg), name="retrainings", tags=tags
    )


def _items(
    cfg: Config, table: pd.DataFrame, told: Sequence[Event]
) -> Iterator[Loggable]:
    language: Language = cfg.language.value
    shares = pd.DataFrame([row for each in told for row in _rows(each)], columns=SHARES)
    figure = profiles.retraining_story(table, shares, language=language)
    yield Table("retrainings.csv", table)
    yield Table("segment_shares.csv", shares)
    yield Figure("retrainings.png", figure)
    yield Note("\n".join(f"- {each['as_of']}: {each['decision']}" for each in told))


def _rows(event: Event) -> list[dict[str, Any]]:
    return [{"as_of": event["as_of"], **row} for row in event["shares"]]


def _scheme(cfg: Config) -> str:
    return workspace.published(cfg).folder.name
