"""No row and no cent without a fate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from patronage.errors import PatronageError


@dataclass(frozen=True, kw_only=True)
class Accounting:
    """What became of the rows read, and of their money in minor units.

    Rejected money is counted where it can be read, else as 0. `by_reason` counts
    rejected rows of all tables, `frequent` names those worth a warning, and `others`
    has the rows of the tables beside the ledger.
    """

    source: str
    currency: str
    money_scale: int
    rows_read: int
    rows_ledger: int
    rows_quarantined: int
    rows_deduplicated: int
    money_read: int
    money_ledger: int
    money_quarantined: int
    money_deduplicated: int
    equal_rows_kept: int
    customers: int
    first_day: str
    last_day: str
    customers_without_record: int = 0
    records_without_orders: int = 0
    by_reason: Mapping[str, int] = field(default_factory=dict)
    frequent: Sequence[str] = ()
    others: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def check(self) -> Accounting:
        """Return itself; raise if a row or a cent has no fate."""
        for what in ("rows", "money"):
            parts = ("ledger", "quarantined", "deduplicated")
            known = sum(getattr(self, f"{what}_{part}") for part in parts)
            read = getattr(self, f"{what}_read")
            if known != read:
                raise PatronageError(
                    f"{what} read should be kept, rejected or deduplicated; "
                    f"got {known} of {read}."
                )
        return self

    def sentences(self) -> list[str]:
        """Say it in lines to print."""
        fates = [
            f"  {fate:<13}{getattr(self, f'rows_{fate}'):>14,}"
            f"{getattr(self, f'money_{fate}') / 10**self.money_scale:>20,.2f}"
            for fate in ("read", "ledger", "quarantined", "deduplicated")
        ]
        reasons = [
            f"  {'warning: ' * (reason in self.frequent)}"
            f"{count:,} rows rejected for {reason}"
            for reason, count in self.by_reason.items()
        ]
        others = [
            f"  {name}: {', '.join(f'{n:,} {fate}' for fate, n in counts.items())}"
            for name, counts in self.others.items()
        ]
        return [
            f"{self.source}: {self.customers:,} customers, "
            f"{self.first_day} to {self.last_day}",
            f"  {'':<13}{'rows':>14}{self.currency:>20}",
            *fates,
            *reasons,
            f"  equal rows kept: {self.equal_rows_kept:,}",
            *others,
            f"  customers without a record: {self.customers_without_record:,}; "
            f"records without orders: {self.records_without_orders:,}",
        ]
