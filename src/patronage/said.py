"""A sentence in both languages of reports."""

from typing import NamedTuple


class Said(NamedTuple):
    """A sentence and its translation."""

    en: str
    zh: str
