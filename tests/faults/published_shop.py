"""A store with one version, and what must hold after a publisher was disturbed."""

from dataclasses import dataclass
from pathlib import Path

from faults import traced
from faults.traced import FIRST, SECOND, Call

KILLED, REFUSED = -9, 5


@dataclass(frozen=True)
class Store:
    """The store before, and the publisher undisturbed: its calls, and what it makes."""

    first: Path
    whole: traced.Traced
    content: dict[str, bytes]

    @classmethod
    def made(cls, folder: Path) -> "Store":
        first, whole = folder / "first", folder / "whole"
        traced.publish(traced.Versions(first), FIRST, "first")
        traced.copied(first, whole)
        return cls(first, traced.traced(whole), traced.content(whole))

    @property
    def calls(self) -> list[Call]:
        return self.whole.calls

    def disturbed(self, folder: Path, call: Call, how: str) -> list[str]:
        """Disturb the publisher at a call; say all that is not as it should be."""
        versions = traced.copied(self.first, folder)
        ended = traced.traced(folder, f"{call.name}:{how}:when={call.nth}")
        found = [] if ended.code in allowed(call, how) else [f"ended {ended.code}"]
        opened = versions.opened()
        found += [] if opened.name in (FIRST, SECOND) else [f"opened {opened.name}"]
        traced.publish(versions, SECOND, "second")
        versions.sweep()
        left = traced.content(folder)
        odd = sorted(
            name
            for name in left.keys() | self.content.keys()
            if left.get(name) != self.content.get(name)
        )
        return [f"{how} at {call}: {each}" for each in (*found, *odd)]


def allowed(call: Call, how: str) -> set[int]:
    """How a publisher may end: killed, or refused with exit code 5.

    A folder that is there need not be made.
    """
    if how == "signal=KILL":
        return {KILLED}
    if call.name == "mkdir" and "EEXIST" in call.rest:
        return {0, REFUSED}
    return {REFUSED}
