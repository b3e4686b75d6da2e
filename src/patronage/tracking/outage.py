"""A store that has failed once is not waited for again in the same process."""

from __future__ import annotations

from patronage.tracking.client import StoreTroubleError

_down: dict[str, str] = {}


def note_outage(uri: str, error: StoreTroubleError) -> None:
    """Remember that a server did not answer; a file may be locked for a moment only."""
    if not uri.startswith("sqlite:"):
        _down.setdefault(uri, str(error))


def check_outage(uri: str) -> None:
    """Refuse at once a server that has failed before; raises what it failed with."""
    if uri in _down:
        raise StoreTroubleError(_down[uri])


def forget_outages() -> None:
    """Ask every server again."""
    _down.clear()
