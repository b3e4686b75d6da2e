"""How the numbers of a column are written: marks, signs and currency symbols."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

SYMBOLS = {
    "CNY": ("¥", "￥", "元", "RMB", "CNY"),
    "USD": ("$", "US$", "USD"),
    "EUR": ("€", "EUR"),
    "GBP": ("£", "GBP"),
    "JPY": ("円", "JPY"),
    "HKD": ("HK$", "HKD"),
    "INR": ("₹", "INR"),
    "KRW": ("₩", "KRW"),
    "CHF": ("CHF",),
    "PLN": ("zł", "PLN"),
}
CURRENCIES = {symbol: code for code, known in SYMBOLS.items() for symbol in known}
SHARED = {"¥": "JPY", "￥": "JPY", "$": "CAD, AUD"}
WRITTEN = re.compile(
    r"(?P<open>\()?[+-]?(?P<before>[^\d\s.,'()+-]{0,3})\s?[+-]?"
    r"(?P<digits>\d[\d.,'\u00a0\u202f ]*(?:[eE][+-]?\d+)?|\.\d+)"
    r"(?<!\s)\s?(?P<after>[^\d\s.,'()+-]{0,3})(?(open)\))"
)
Decimal = Literal[".", ","]
# The plain way first, so that it is taken where marks do not tell.
MARKS: tuple[tuple[Decimal, str], ...] = (
    *((".", ""), (".", ","), (",", ""), (",", ".")),
    *((",", " "), (",", "\u00a0"), (",", "\u202f")),
    *((".", " "), (".", "\u00a0"), (".", "'")),
)


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How all numbers of a column are written; `marks` are decimal and thousands.

    Other `readings` would give other numbers.
    """

    marks: tuple[Decimal, str]
    readings: tuple[tuple[Decimal, str], ...]
    symbols: tuple[str, ...]
    parentheses: bool
    decimals: int
    lowest: float


def numbers(values: Sequence[str]) -> Numbers | None:
    """Return how values are written as numbers, if they all are."""
    found = [WRITTEN.fullmatch(value) for value in values]
    parts = [match for match in found if match is not None]
    symbols = {m[side] for m in parts for side in ("before", "after")} - {""}
    if not parts or len(parts) < len(found) or not symbols <= CURRENCIES.keys():
        return None
    digits = [match["digits"] for match in parts]
    used = [marks for marks in MARKS if marks[1] in "".join(digits)]
    fitting = [marks for marks in used if all(_fits(d, *marks) for d in digits)]
    if not fitting:
        return None
    marks = fitting[0]
    return Numbers(
        marks=marks,
        readings=tuple(m for m in fitting[1:] if _differ(digits, marks, m)),
        symbols=tuple(sorted(symbols)),
        parentheses=any(match["open"] for match in parts),
        decimals=max(len(d.partition(marks[0])[2]) for d in digits),
        lowest=min(_signed(m, marks) for m in parts),
    )


def _fits(digits: str, decimal: str, thousands: str) -> bool:
    whole = rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+" if thousands else r"\d+"
    exponent = "" if thousands else r"(?:[eE][+-]?\d+)?"
    pattern = rf"(?:{whole}|(?=\W\d))(?:{re.escape(decimal)}\d*)?{exponent}"
    return re.fullmatch(pattern, digits) is not None


def _differ(
    digits: Sequence[str], marks: tuple[str, str], others: tuple[str, str]
) -> bool:
    return any(_number(d, *marks) != _number(d, *others) for d in digits)


def _number(digits: str, decimal: str, thousands: str) -> float:
    plain = digits.replace(thousands, "") if thousands else digits
    return float(plain.replace(decimal, "."))


def _signed(match: re.Match[str], marks: tuple[str, str]) -> float:
    less = "-" in match[0].partition(match["digits"])[0] or bool(match["open"])
    return (
        -_number(match["digits"], *marks) if less else _number(match["digits"], *marks)
    )
