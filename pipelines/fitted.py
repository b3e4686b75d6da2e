"""The configured schemes that can be told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import schemes, terminal

if TYPE_CHECKING:
    from pipelines.shared import Shared


def fitted(shared: Shared) -> list[str]:
    """Return those that are fitted on the present features; says which are not."""
    asked = list(dict.fromkeys(shared.cfg.schemes))
    current = [name for name in asked if schemes.is_current(shared.folder, name)]
    absent = [name for name in asked if name not in current]
    if current and absent:
        terminal.say(f"not fitted on these features, so left out: {', '.join(absent)}")
    return current
