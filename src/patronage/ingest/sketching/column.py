"""What the values of one column look like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from patronage.ingest.declared.rows import TimeUnit
from patronage.ingest.sketching.numbers import Numbers, numbers
from patronage.ingest.sketching.times import time_formats, time_unit

Typed = Literal["", "number", "day", "time"]
NOTHING = frozenset(
    {"na", "n/a", "#n/a", "nan", "null", "none", "nil", r"\n", "-", "--", "?"}
    | {"无", "空", "未知", "######"}
)
WHOLE_FLOAT = re.compile(r"\d+\.0+|\d(\.\d+)?[eE]\+\d+")
LEADING_ZERO = re.compile(r"0\d+")


@dataclass(frozen=True)
class SketchedColumn:
    """One column of a sample: its name, how SQL names it, and its values.

    `typed` says what the file itself knows of it; text is not typed.
    """

    name: str
    expression: str
    values: tuple[str | None, ...]
    typed: Typed = ""

    @cached_property
    def present(self) -> tuple[str, ...]:
        """The values that are not blank, trimmed."""
        trimmed = (value.strip() for value in self.values if value is not None)
        return tuple(value for value in trimmed if value)

    @cached_property
    def nulls(self) -> tuple[str, ...]:
        """Values that may stand for nothing, as they are written."""
        return tuple(sorted({v for v in self.present if v.casefold() in NOTHING}))

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The different values, without those that may stand for nothing."""
        return tuple(sorted(set(self.present) - set(self.nulls)))

    @cached_property
    def numbers(self) -> Numbers | None:
        """How the values are written as numbers, if they all are."""
        return numbers(self.levels)

    @cached_property
    def time_formats(self) -> tuple[str, ...]:
        """Every format in which all values are times."""
        return () if self.typed else time_formats(self.levels)

    @cached_property
    def time_unit(self) -> TimeUnit | None:
        """What the values would count if they were times."""
        return time_unit(self.levels)

    @property
    def is_plain_number(self) -> bool:
        """Whether SQL reads its numbers as they are written."""
        written = self.numbers
        return (
            written is not None
            and written.marks == (".", "")
            and not (written.symbols or written.parentheses)
        )

    @property
    def may_be_time(self) -> bool:
        """Whether times can be read from it."""
        return self.typed in ("day", "time") or bool(self.time_formats)

    @property
    def is_whole_float(self) -> bool:
        """Whether whole numbers went through floats: 17850.0."""
        return _share(self.levels, WHOLE_FLOAT) == 1

    @property
    def has_leading_zeros(self) -> bool:
        """Whether numbers here are names: 00123."""
        return _share(self.levels, LEADING_ZERO) > 0

    @property
    def missing(self) -> float:
        """The share of blank values."""
        return 1 - len(self.present) / max(len(self.values), 1)

    @property
    def is_key(self) -> bool:
        """Whether every row has a value of its own."""
        return len(set(self.present)) == len(self.values) > 0


def _share(values: Iterable[str], pattern: re.Pattern[str]) -> float:
    found = [pattern.fullmatch(value) is not None for value in values]
    return sum(found) / max(len(found), 1)
