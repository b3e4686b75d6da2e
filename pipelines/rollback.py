"""Back to a champion of before: `python -m pipelines.rollback source=... why=...`.

With `version` it is that one, else the last before that nobody has rolled back from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import config
from patronage.config import Config
from patronage.errors import InputError, IntegrityError
from pipelines import mirroring, publishing, terminal, workspace

if TYPE_CHECKING:
    from patronage import io
    from pipelines.publishing import Event

ROLLED_BACK, DONE = "rolled_back", "already_done"


def run(cfg: Config) -> None:
    """Move the pointer, remember who did it and why, and end with a line of JSON."""
    versions = workspace.published(cfg)
    event = rolled_back(cfg, versions)
    mirroring.mirror(cfg)
    terminal.say(f"champion: {event['to']}, before {event['from']}")
    about = {"source": str(cfg.source.name), "scheme": versions.folder.name}
    terminal.say_json(event | about)


def rolled_back(cfg: Config, versions: io.Versions) -> Event:
    """Make a version of before champion; return what was decided.

    Raises
    ------
    InputError
        If nothing is published, or there is no earlier champion that is whole.
    IntegrityError
        If the version that is asked for is not what was published.
    LockHeldError
        If another process has changed the champion since.
    """
    remember(versions)
    now = versions.pointer()
    if now is None:
        raise InputError(
            f"'{versions.folder}' should hold a champion to roll back from; "
            "nothing is published there."
        )
    if cfg.version == now.version:
        at = {"kind": ROLLED_BACK, "from": now.version, "to": now.version}
        return at | {"decision": DONE, **publishing.who_and_when(cfg)}
    to = cfg.version or _before(versions, now)
    event = {
        "kind": ROLLED_BACK,
        "decision": ROLLED_BACK,
        "from": now.version,
        "to": to,
        "version": to,
        **publishing.who_and_when(cfg),
    }
    versions.point(to, expected=now.version, facts=event)
    versions.history.add(event)
    return event


def remember(versions: io.Versions) -> None:
    """Make up for a process that was killed between the pointer and the history."""
    pointer = versions.pointer()
    if pointer is None or pointer.facts.get("kind") != ROLLED_BACK:
        return
    if dict(pointer.facts) not in versions.history.events():
        versions.history.add(pointer.facts)


def candidates(versions: io.Versions, now: io.Pointer) -> list[str]:
    """Return the champions before, the last first, that nobody rolled back from."""
    left = _left(versions.history.events())
    return [name for name in now.earlier if name not in left]


def _before(versions: io.Versions, now: io.Pointer) -> str:
    for name in candidates(versions, now):
        if _is_whole(versions, name):
            return name
    raise InputError(
        f"'{versions.folder}' should hold a champion from before {now.version} that "
        "is whole and was not rolled back from; there is none."
    )


def _left(events: list[Event]) -> set[str]:
    """Versions that somebody rolled back from, and nobody made champion again."""
    left: set[str] = set()
    for each in events:
        if each.get("decision") == ROLLED_BACK:
            left = (left | {each["from"]}) - {each["to"]}
        elif each.get("decision") == "promoted":
            left = left - {each["version"]}
    return left


def _is_whole(versions: io.Versions, name: str) -> bool:
    try:
        versions.opened(name)
    except IntegrityError as error:
        terminal.say(f"passed over: {error}")
        return False
    return True


@config.main
def main(cfg: Config) -> None:
    """Make a champion of before champion again."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
