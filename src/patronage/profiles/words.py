"""What a feature column is called, and what it means to be high or low in it."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from patronage.profiles.trait_words import TRAIT_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

STATEMENT = re.compile(r"(.+?) (=|>=|<=) (.+)", re.DOTALL)


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


class Statement(NamedTuple):
    """What is said of a category, such as "contract >= One year"."""

    column: str
    sign: str
    level: str


class Sign(NamedTuple):
    """How a category is held against a level: by its place, and in words."""

    holds: Callable[[NDArray[Any], int], NDArray[Any]]
    words: Phrase


SIGNS = {
    "=": Sign(operator.eq, Phrase(": ", "：")),
    ">=": Sign(operator.ge, Phrase(" ≥ ", " ≥ ")),
    "<=": Sign(operator.le, Phrase(" ≤ ", " ≤ ")),
}


def statement(key: str) -> Statement | None:
    """Take what is said of a category apart; of a number nothing is said."""
    found = STATEMENT.fullmatch(key)
    return Statement(*found.groups()) if found else None


def words(column: str) -> Words:
    """Look a column up; one that is not known is called by its own name.

    A statement has a phrase for where it holds often; a level is told as the source
    writes it.
    """
    said = statement(column)
    if said:
        return _of_statement(said)
    if column not in TRAIT_WORDS:
        return _own_name(column)
    theme, *label = TRAIT_WORDS[column][0].split(" | ")
    phrases = TRAIT_WORDS[column][1].split(" | ")
    return Words(theme, Phrase(*label), Phrase(*phrases[:2]), Phrase(*phrases[2:]))


def _own_name(column: str) -> Words:
    plain = column.replace("_", " ")
    return Words(
        theme=column,
        label=Phrase(plain[:1].upper() + plain[1:], plain),
        high=Phrase(f"high {plain}", f"高{plain}"),
        low=Phrase(f"low {plain}", f"低{plain}"),
    )


def _of_statement(said: Statement) -> Words:
    name, sign = words(said.column).label, SIGNS[said.sign].words
    label = Phrase(*(f"{a}{b}{said.level}" for a, b in zip(name, sign, strict=True)))
    often = Phrase(f"{label.en[:1].lower()}{label.en[1:]}", label.zh)
    return Words(theme=said.column, label=label, high=often, low=Phrase("", ""))
