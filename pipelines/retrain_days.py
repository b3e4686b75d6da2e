"""The days that are retrained, one after another, and what is said at the end."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from patronage.errors import RejectedError
from pipelines import ingest, story, terminal, workspace
from pipelines.describing import described
from pipelines.retraining import DONE, retrain

if TYPE_CHECKING:
    from patronage.config import Config
    from pipelines.publishing import Event

SAID = ("as_of", "decision", "version", "champion_before", "churn", "drift", "reasons")


def run(cfg: Config) -> None:
    """Ingest, retrain each day, tell the story, and end with a line of JSON.

    Raises
    ------
    RejectedError
        If the last challenger was not promoted, and `gate.strict` is set.
    """
    workspace.published(cfg).sweep()
    ingest.run(cfg)
    events = [retrain(_on(cfg, day), day) for day in _days(cfg)]
    story.tell(cfg, events)
    terminal.say_json(_said(cfg, events))
    _check(cfg, events[-1])


def _days(cfg: Config) -> list[str]:
    return [day.settings["as_of"] for day in described(cfg, cfg.as_of).days]


def _on(cfg: Config, day: str) -> Config:
    """The same configuration, of one day."""
    changed = copy.deepcopy(cfg)
    changed.as_of = day
    return changed


def _said(cfg: Config, events: list[Event]) -> dict[str, Any]:
    """What a scheduler reads: of the last day, and in short of those before it."""
    days = {each["as_of"]: each["decision"] for each in events}
    scheme = workspace.published(cfg).folder.name
    about = {"source": str(cfg.source.name), "scheme": scheme, "days": days}
    return {name: events[-1].get(name) for name in SAID} | about


def _check(cfg: Config, event: Event) -> None:
    decision = event["was"] if event["decision"] == DONE else event["decision"]
    if cfg.gate.strict and decision == "kept":
        raise RejectedError(
            f"the challenger of {event['as_of']} should pass every gate "
            f"(gate.strict): {' '.join(event['reasons'])}"
        )
