"""No row and no cent without a fate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from patronage.errors import PatronageError
from patronage.ingest.sentences import FATES, sentences


@dataclass(frozen=True, kw_only=True)
class Accounting:
    """What became of the rows read, and of their money in minor units.

    Rows and money are those of the ledger's files, together and (`files`) one by one;
    without a ledger they are 0. Rejected money is counted where it can be read, else
    as 0. `by_reason` counts rejected rows of all tables, `frequent` names those worth
    a warning, and `others` has the rows of the tables beside the ledger. Late rows
    are new, and of days that the last ledger had already covered; they are counted
    where all files of the last ingest are there as they were. Ambiguous times are
    those written as local ones that the clocks of their zone showed twice. Kept values
    that were finer than their scale are counted in `rounded`, by column, and
    `money_rounded` is what amounts have lost by it, in units of the currency.
    """

    source: str
    currency: str = ""
    money_scale: int = 2
    rows_read: int = 0
    rows_ledger: int = 0
    rows_quarantined: int = 0
    rows_deduplicated: int = 0
    money_read: int = 0
    money_ledger: int = 0
    money_quarantined: int = 0
    money_deduplicated: int = 0
    equal_rows_kept: int = 0
    customers: int = 0
    first_day: str = ""
    last_day: str = ""
    customers_without_record: int = 0
    records_without_orders: int = 0
    net_negative_customers: int = 0
    zero_amounts: int = 0
    late_rows: int = 0
    ambiguous_times: int = 0
    rounded: Mapping[str, int] = field(default_factory=dict)
    money_rounded: str = "0"
    returns: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    by_reason: Mapping[str, int] = field(default_factory=dict)
    frequent: Sequence[str] = ()
    others: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    identity: Mapping[str, Any] = field(default_factory=dict)
    pending_changes: int = 0
    unreadable_times: Mapping[str, int] = field(default_factory=dict)
    unused_columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    already_ingested: Sequence[str] = ()
    warnings: Sequence[str] = ()

    @property
    def has_ledger(self) -> bool:
        """Whether the source has transactions."""
        return bool(self.currency)

    def check(self) -> Accounting:
        """Return itself; raise if a row or a cent has no fate."""
        for what in ("rows", "money"):
            for counts in (vars(self), *self.files.values()):
                read, *parts = (counts[f"{what}_{fate}"] for fate in FATES)
                _check_sum(what, read, parts)
        for counts in self.others.values():
            read, *parts = counts.values()
            _check_sum("rows", read, parts)
        return self

    def sentences(self) -> list[str]:
        """Say what became of all rows, and what is worth a look."""
        return sentences(self)


def _check_sum(what: str, read: int, parts: Sequence[int]) -> None:
    known = sum(parts)
    if known != read:
        raise PatronageError(
            f"{what} read should be kept, rejected or deduplicated; "
            f"got {known} of {read}."
        )
