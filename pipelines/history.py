"""Who changed the champion, when and why: `python -m pipelines.history source=...`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage import config
from patronage.config import Config
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from patronage import io
    from pipelines.publishing import Event

EVENT = ("at", "decision", "version", "as_of", "by", "why")


def run(cfg: Config) -> None:
    """Show every event and every version of a scheme, and end with a line of JSON."""
    versions = workspace.published(cfg)
    pointer = versions.pointer()
    champion = None if pointer is None else pointer.version
    events, kept = versions.history.events(), versions.entries()
    if not events and not kept:
        terminal.say(f"nothing is published in '{versions.folder}' yet")
    if events:
        rows = [{name: _cell(each, name) for name in EVENT} for each in events]
        terminal.show(pd.DataFrame(rows), "history")
    if kept:
        rows = [_version(entry, champion) for entry in kept]
        terminal.show(pd.DataFrame(rows), "versions")
    terminal.say_json(
        {
            "decision": "shown",
            "source": str(cfg.source.name),
            "scheme": versions.folder.name,
            "champion": champion,
            "versions": [entry.name for entry in kept],
            "events": [{name: each.get(name) for name in EVENT} for each in events],
        }
    )


def _cell(event: Event, name: str) -> str:
    """What a person reads: who gave no reason is followed by the gates' reasons."""
    if name == "why":
        return str(event.get("why") or " ".join(event.get("reasons", ())))
    return str(event.get(name) or "")


def _version(entry: io.Entry, champion: str | None) -> dict[str, Any]:
    facts = entry.facts
    return {
        "version": entry.name,
        "champion": "champion" if entry.name == champion else "",
        "as_of": facts.get("as_of", ""),
        "parent": facts.get("parent") or "",
        "code": str(facts.get("code_version", ""))[:8],
    }


@config.main
def main(cfg: Config) -> None:
    """Tell who changed the champion, when and why."""
    run(cfg)


if __name__ == "__main__":
    main()
