"""Sentences that name columns, with the labels that people know them by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patronage.profiles.words import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from patronage.profiles.wording import Wording

NAME = re.compile(r"(?<![\w'])[a-z][a-z0-9_]*(?!\w)")


def in_plain_words(text: str, columns: Collection[str], wording: Wording) -> str:
    """Replace the names of columns by their labels, in quotes.

    A name of one word may be meant as a word: list it only where it is not.
    """

    def label(found: re.Match[str]) -> str:
        name = found.group()
        if name not in columns:
            return name
        told = wording.say(*words(name).label)
        return wording.say(f"'{told}'", f"“{told}”")

    return NAME.sub(label, text)
