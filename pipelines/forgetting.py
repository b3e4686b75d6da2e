"""One person and all his ids, as they are looked for in tables and texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

INSTEAD = "forgotten"
ID_COLUMNS = ("customer_id", "id")
SHORT, LONG = 3, 6
# Where digits go on behind a point, they are a number and no id.
BEFORE, AFTER = r"(?<![0-9A-Za-z_.,])", r"(?![0-9A-Za-z_]|[.,][0-9])"


@dataclass(frozen=True)
class Person:
    """Whoever has these ids.

    In columns of customers every id is known. Elsewhere only one that cannot be
    mistaken is: of three signs or more with a digit and another sign, or of six.
    """

    ids: frozenset[str]

    @cached_property
    def telling(self) -> list[str]:
        """Ids that can be known in any text."""
        return sorted(each for each in self.ids if _tells(each))

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Where a text names him; None if that cannot be told."""
        if not self.telling:
            return None
        either = "|".join(map(re.escape, self.telling))
        return re.compile(f"{BEFORE}(?:{either}){AFTER}")

    def is_in(self, text: str) -> bool:
        """Say whether a text names him."""
        return self.pattern is not None and self.pattern.search(text) is not None

    def is_in_bytes(self, content: bytes) -> bool:
        """Say whether bytes name him, as UTF-8 or as NumPy keeps texts (UTF-32)."""
        if any(each.encode() in content for each in self.telling):
            return self.is_in(content.decode("utf-8", errors="replace"))
        wide = (each.encode("utf-32-le") for each in self.telling)
        return any(each in content for each in wide)

    def left_out(self, text: str) -> str:
        """Return a text without his ids."""
        return text if self.pattern is None else self.pattern.sub(INSTEAD, text)


def _tells(text: str) -> bool:
    if len(text) >= LONG:
        return True
    digits = sum(each.isdecimal() for each in text)
    return len(text) >= SHORT and 0 < digits < len(text)
