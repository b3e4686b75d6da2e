"""Which names tell of what must never be a reason for a segment."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from patronage.errors import ConfigError

# METHODS, G16: for care with consent only. Stems are looked for anywhere in a name;
# words, which other words may hold (race in trace), stand by themselves.
STEMS = (
    *("illness", "sickness", "disease", "disab", "handicap", "health", "medic"),
    *("distress", "pregnan", "religi", "ethnic", "racial", "politic", "sexual"),
    *("疾病", "患病", "病史", "健康", "残疾", "怀孕", "孕妇"),
    *("宗教", "信仰", "民族", "种族", "政治", "性取向"),
)
HEALTH = ("ill", "sick", "hiv", "cancer", "diagnosis")
WORDS = {*HEALTH, "race", "orientation", "faith", "belief", "creed"}
# What an attribute's name is joined to, also without a sign between: ageband,
# dateofbirth. Few enough to leave dosage and usage alone.
JOINED = (
    *("band", "bracket", "bucket", "category", "citizen", "class", "code", "client"),
    *("customer", "date", "day", "flag", "group", "has", "is", "month", "of", "person"),
    *("place", "range", "segment", "status", "type", "user", "value", "year"),
)
AFFIXES = f"(?:(?:{'|'.join(JOINED)})s?)*"
PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
CAPITALS = re.compile(r"[A-Z]{2,}")


def refuse_sensitive(names: Iterable[str], denied: Iterable[str] = ()) -> None:
    """Refuse columns whose name says what nobody is to be judged by.

    `denied` are further words. A word counts in the singular and the plural, in any
    case and in any way of joining words (`ETHNIC_group`, `isPregnant`), with none only
    to what names are often joined to (`ageband`, `birthday`); in scripts that do not
    part words it counts anywhere.

    Raises
    ------
    ConfigError
        Naming them.
    """
    found = [name for name in names if _is_sensitive(name, [*denied])]
    if found:
        raise ConfigError(
            f"sensitive attributes are never clustered by; got {', '.join(found)}."
        )


def _is_sensitive(name: str, denied: list[str]) -> bool:
    plain = _without_accents(name)
    parts = PARTS.findall(plain) + CAPITALS.findall(plain)
    words = [form for part in parts for form in _forms(part.lower())]
    whole = WORDS | {word for each in denied for word in _forms(each.lower())}
    anywhere = (*STEMS, *(each for each in denied if not each.isascii()))
    joined = re.compile(f"{AFFIXES}(?:{'|'.join(map(re.escape, whole))}){AFFIXES}")
    return any(map(joined.fullmatch, words)) or any(
        stem in plain.lower() for stem in anywhere
    )


def _forms(word: str) -> set[str]:
    """The word, and what it is if it is a plural."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    if word.endswith("es"):
        forms.add(f"{word.removesuffix('es')}is")
    if word.endswith("ies"):
        forms.add(f"{word.removesuffix('ies')}y")
    return forms - {""}


def _without_accents(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    return "".join(part for part in parts if not unicodedata.combining(part))
