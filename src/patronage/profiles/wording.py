"""How numbers and phrases are written for people, in English or Chinese."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]

NOTHING = "–"
SIGNS = {"USD": "$", "CNY": "¥", "RMB": "¥", "EUR": "€", "GBP": "£", "JPY": "¥"}
SCALES = {
    "en": ((1e9, "B"), (1e6, "M"), (1e4, "k")),
    "zh": ((1e8, "亿"), (1e4, "万")),
}
THOUSAND = {"k": 1e3}
UNITS_ZH = {
    "days": "天",
    "orders": "单",
    "units": "件",
    "categories": "类",
    "stores": "家店",
    "channels": "个渠道",
    "years": "年",
    "month": "月",
    "year": "年",
    "order": "单",
    "day": "天",
    "1 to 5": "1–5 分",
    "per campaign": "每次活动",
}
UNITLESS = ("", "index", "ratio", "log ratio", "nats")
KINDS = ("numeric", "ordinal", "categorical")
SHARES = ("share", "rate", "probability")
MONEY = ("money", "currency", "amount")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A language, and the currency of the source (ISO code or sign; may be empty).

    `value` is what segments have a share of, in both languages.
    """

    language: Language = "en"
    currency: str = ""
    value: tuple[str, str] = ("revenue", "营收")

    @property
    def share_of_value(self) -> str:
        """Head a column with what the shares are of."""
        return self.say(f"Share of {self.value[0]}", f"{self.value[1]}占比")

    def say(self, en: str, zh: str) -> str:
        """Choose between a phrase and its translation."""
        return zh if self.language == "zh" else en

    def count(self, n: int) -> str:
        """Write a whole number in full."""
        return f"{n:,}"

    def number(self, value: float) -> str:
        """Write about three significant digits; a dash for what is not finite."""
        if not math.isfinite(value):
            return NOTHING
        for limit, suffix in SCALES[self.language]:
            if abs(value) >= limit:
                return self.number(value / THOUSAND.get(suffix, limit)) + suffix
        decimals = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
        text = f"{value:,.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if decimals else text
        return "0" if text == "-0" else text

    def percent(self, share: float) -> str:
        """Write a share of 1 as a percentage; only all is 100%."""
        if not math.isfinite(share):
            return NOTHING
        if 0.995 <= share < 1:
            return f"{math.floor(share * 1000) / 10:.1f}%"
        return f"{share:.0%}" if abs(share) >= 0.0995 else f"{share:.1%}"

    def money(self, value: float) -> str:
        """Write an amount with the sign of its currency."""
        if not math.isfinite(value):
            return NOTHING
        return self.price(self.number(value))

    def price(self, number: str) -> str:
        """Put the sign of the currency before a number that is written already."""
        sign = SIGNS.get(self.currency, self.currency)
        space = " " if len(sign) > 1 else ""
        minus = "-" if number.startswith("-") else ""
        return f"{minus}{sign}{space}{number.removeprefix('-')}"

    def amount(self, value: float, unit: str) -> str:
        """Write a value in its unit, as it stands in a table cell."""
        if unit in SHARES:
            return self.percent(value)
        return self.money(value) if unit.startswith(MONEY) else self.number(value)

    def heading(self, label: tuple[str, str], unit: str) -> str:
        """Write a label with its unit, unless it names the unit itself."""
        said, counted = self.say(*label), self.unit(unit)
        named = all(part.rstrip("s") in label[0].lower() for part in self._parts(unit))
        return said if not counted or named else self.aside(said, counted)

    def aside(self, text: str, added: str) -> str:
        """Put what is added in brackets, as the language writes them."""
        return self.say(f"{text} ({added})", f"{text}（{added}）")

    def counted(self, number: str, label: tuple[str, str], unit: str) -> str:
        """Put the unit behind a number that is written, unless the label names it."""
        named = self.heading(label, unit) == self.say(*label)
        return (
            number if named or unit.startswith(MONEY) else f"{number} {self.unit(unit)}"
        )

    def unit(self, unit: str) -> str:
        """Write a unit as it stands in a heading; empty where a cell carries it."""
        if unit in (*SHARES, *UNITLESS, *KINDS):
            return ""
        sign = SIGNS.get(self.currency, self.currency)
        parts = [sign if part in MONEY else part for part in self._parts(unit)]
        if self.language == "zh":
            parts = [UNITS_ZH.get(part, part) for part in parts]
        told = "/".join(parts)
        return self.say(f"per {told}", f"每{told}") if self._is_bare(unit) else told

    def _parts(self, unit: str) -> list[str]:
        """What a unit is made of; money only where its currency is known."""
        parts = unit.split("/")
        return [part for part in parts if self.currency or part not in MONEY]

    def _is_bare(self, unit: str) -> bool:
        """Whether money that has no sign leaves only what it is paid per."""
        return "/" in unit and unit.startswith(MONEY) and not self.currency
