"""How rows of a raw file become rows of a table, value by value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from patronage.errors import ConfigError
from patronage.ingest.declared.types import accept

TimeUnit = Literal["s", "ms", "us", "ns", "excel_days"]
EqualRows = Literal["keep", "drop", "overlap"]
CODE = re.compile("[A-Z]{3}")


@dataclass(frozen=True, kw_only=True)
class Value:
    """How the source writes the values of one column.

    `expression` is SQL over the relation, or simply a column's name; `row_number`
    numbers the rows. `nulls` are texts that stand for nothing. `levels` lists the
    values allowed, from low to high where they have an order; `lowest` and `highest`
    bound a number.

    Of numbers in text: `decimal` and `thousands` marks, currency `symbols` that may
    stand before or after, and whether `parentheses` mean less than zero. Of ids:
    `whole_float` reads 17850.0 as 17850. Of times written as numbers: their `unit`.
    """

    short: ClassVar[str] = "expression"

    expression: str
    nulls: Sequence[str] = ()
    levels: Sequence[str] = ()
    lowest: float | None = None
    highest: float | None = None
    decimal: Literal[".", ","] = "."
    thousands: str = ""
    symbols: Sequence[str] = ()
    parentheses: bool = False
    whole_float: bool = False
    unit: TimeUnit | None = None

    def __post_init__(self) -> None:
        """Refuse marks that contradict each other."""
        accept(self)
        if self.decimal == self.thousands:
            raise ConfigError(
                f"decimal and thousands marks should differ; both are {self.decimal!r}."
            )


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of one file as rows of one of our tables.

    `relation` is the FROM of the query, for joins (the file itself by default); it
    must keep one row per row of `file`. `columns` has a `Value`, or just an SQL
    expression, for each column of the contract; columns that are null are left out.
    Text times need a `time_format`; without `has_time` they are days. `nulls` count
    for every column.

    Rows equal in every column are all kept (`equal_rows`: keep), once (drop), or as
    often as the one file has them that has them most often (overlap: for exports
    that repeat each other); where the source has a `line_id` they are kept once. Of
    lines that share their ids and differ, the one with the highest `updated_at` is
    kept; without it none.
    """

    file: str
    columns: Mapping[str, Value]
    relation: str = ""
    time_format: str | None = None
    has_time: bool = True
    nulls: Sequence[str] = ()
    equal_rows: EqualRows = "keep"
    updated_at: str = ""

    def __post_init__(self) -> None:
        """Turn expressions into values."""
        accept(self)


@dataclass(frozen=True, kw_only=True)
class Returns:
    """How returned goods find the purchase that they undo.

    Rows with `is_return` are matched to the customer's latest earlier purchase of
    the same product, quantity and price that no other return has taken: first within
    the order that `original_order` names (SQL over the ledger's columns, such as
    `ltrim(order_id, 'C')`), then in any order of the `within_days` before.
    """

    original_order: str = ""
    within_days: int | None = None

    def __post_init__(self) -> None:
        """Refuse a time that ends before it begins."""
        accept(self)
        if self.within_days is not None and self.within_days < 0:
            raise ConfigError(
                f"within_days should be 0 or more; got {self.within_days}."
            )


@dataclass(frozen=True, kw_only=True)
class Rate:
    """What one unit of a foreign currency is worth, from a day (ISO) onwards."""

    currency: str
    since: str
    rate: str | float

    def __post_init__(self) -> None:
        """Refuse what is no text, and no number."""
        accept(self)


@dataclass(frozen=True, kw_only=True)
class Currency:
    """The one currency of the ledger, and how others become it.

    `column` is the expression of each row's currency code (all rows are of `code`
    without it), `aliases` map other codes to the usual ones (RMB: CNY).
    """

    short: ClassVar[str] = "code"

    code: str
    column: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)
    rates: Sequence[Rate] = ()

    def __post_init__(self) -> None:
        """Turn plain mappings into what they declare."""
        accept(self)
        if self.code and not CODE.fullmatch(self.code):
            raise ConfigError(
                f"a currency's code should be three capital letters; got {self.code!r}."
            )
