"""What a feature column is called, and what it means to be high or low in it."""

from __future__ import annotations

from typing import NamedTuple

from patronage.profiles.trait_words import TRAIT_WORDS


class Phrase(NamedTuple):
    """A phrase and its translation."""

    en: str
    zh: str


class Words(NamedTuple):
    """The words of one column; columns of one `theme` say nearly the same."""

    theme: str
    label: Phrase
    high: Phrase
    low: Phrase


def words(column: str) -> Words:
    """Look a column up; one that is not known is called by its own name."""
    if column not in TRAIT_WORDS:
        return _own_name(column)
    theme, *label = TRAIT_WORDS[column][0].split(" | ")
    said = TRAIT_WORDS[column][1].split(" | ")
    return Words(theme, Phrase(*label), Phrase(*said[:2]), Phrase(*said[2:]))


def _own_name(column: str) -> Words:
    plain = column.replace("_", " ")
    return Words(
        theme=column,
        label=Phrase(plain[:1].upper() + plain[1:], plain),
        high=Phrase(f"high {plain}", f"高{plain}"),
        low=Phrase(f"low {plain}", f"低{plain}"),
    )
