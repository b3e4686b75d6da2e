"""Names that must be known, and what is said where one is not."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from patronage.errors import ConfigError


def check_known(what: str, name: str, known: Collection[str]) -> None:
    """Refuse a name that is not known.

    Raises
    ------
    ConfigError
        Says which names are close to it, and which there are.
    """
    if name in known:
        return
    close = difflib.get_close_matches(name, known, n=3)
    hint = f" (did you mean {' or '.join(map(repr, close))}?)" if close else ""
    raise ConfigError(
        f"{what} should be one of {', '.join(sorted(known))}; got {name!r}{hint}."
    )
