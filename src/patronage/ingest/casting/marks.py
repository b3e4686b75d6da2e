"""The marks of written money: signs, thousands, decimals, symbols, parentheses."""

from __future__ import annotations

import re

from patronage.errors import ConfigError
from patronage.ingest.declared.rows import Value
from patronage.ingest.sql import literal

# Full-width forms and the spaces that are used between thousands.
WIDE = "０１２３４５６７８９，．（）＋－￥＄￡￠￦\u00a0\u2007\u2009\u202f\u3000"
PLAIN = "0123456789,.()+-¥$£¢₩     "
NO_MARKS = re.compile(r"[0-9+\-()]")


def declared(value: Value) -> bool:
    """Say whether numbers are written otherwise than -1234.50."""
    return bool(
        value.decimal != "." or value.thousands or value.symbols or value.parentheses
    )


def plain(text: str, value: Value) -> str:
    """Return SQL of the number as -1234.50; NULL where `text` breaks the format.

    Thousands stand in groups of three. With a declared format full-width digits and
    marks count as the usual ones, and no-break spaces as spaces.

    Raises
    ------
    ConfigError
        If a mark could be taken for a part of the number.
    """
    _check(value)
    folded = f"translate(trim({text}), {literal(WIDE)}, {literal(PLAIN)})"
    bare = folded
    for symbol in _symbols(value):
        bare = f"replace({bare}, {literal(symbol)}, '')"
    minus = f"CASE WHEN contains({bare}, '-') OR contains({bare}, '(') THEN '-' END"
    kept = f"regexp_replace({bare}, '[^0-9{value.decimal}]', '', 'g')"
    digits = f"replace({kept}, '{value.decimal}', '.')"
    return (
        f"CASE WHEN regexp_full_match({folded}, {literal(pattern(value))}) "
        f"THEN concat({minus}, {digits}) END"
    )


def pattern(value: Value) -> str:
    """Return the regular expression of a number in a declared format."""
    number = _number(value)
    symbol = "|".join(map(re.escape, _symbols(value)))
    before, after = f"(?:(?:{symbol}) ?)?", f"(?: ?(?:{symbol}))?"
    forms = [
        f"[+-]?{before}{number}",
        f"{before}[+-]?{number}",
        f"[+-]?{number}{after}",
    ]
    if value.parentheses:
        inside = rf"\((?:{before}{number}|{number}{after})\)"
        forms += [inside, rf"{before}\({number}\)", rf"\({number}\){after}"]
    return rf" *(?:{'|'.join(forms)}) *"


def _number(value: Value) -> str:
    whole = "[0-9]+"
    if value.thousands:
        mark = re.escape(value.thousands.translate(_FOLD))
        whole = f"(?:[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+|[0-9]+)"
    decimal = re.escape(value.decimal)
    return f"(?:{whole}(?:{decimal}[0-9]*)?|{decimal}[0-9]+)"


def _symbols(value: Value) -> list[str]:
    folded = {symbol.strip().translate(_FOLD) for symbol in value.symbols}
    return sorted(folded, key=lambda symbol: (-len(symbol), symbol))


def _check(value: Value) -> None:
    wrong = [
        mark for mark in (value.thousands, *value.symbols) if NO_MARKS.search(mark)
    ]
    if len(value.thousands) > 1 or value.thousands.translate(_FOLD) == value.decimal:
        wrong += [value.thousands]
    wrong += [symbol for symbol in value.symbols if not symbol.strip()]
    if wrong:
        raise ConfigError(
            "a thousands mark is one character, not the decimal mark; and no mark "
            f"has digits, signs or parentheses; got {wrong[0]!r}."
        )


_FOLD = str.maketrans(WIDE, PLAIN)
