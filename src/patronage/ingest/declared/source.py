"""What a raw source is: its files, and how they become our tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from patronage.errors import ConfigError
from patronage.ingest.declared.fields import Attribute, Confirmations, Customers
from patronage.ingest.declared.file import File
from patronage.ingest.declared.keys import Identity
from patronage.ingest.declared.rows import Currency, Returns, Rows
from patronage.ingest.declared.statements import check_statements
from patronage.ingest.declared.types import accept

NO_MONEY = Currency(code="")
SHARES = ("quarantine_warn", "quarantine_limit", "missing_customer_limit")


@dataclass(frozen=True, kw_only=True)
class Source:
    """A raw source: one yaml.

    A source has a `ledger` of transactions, or tables of `customers` by department
    which fill the declared `fields`, or both. `money_scale` and `quantity_scale` are
    the decimals kept. Times without a zone are of `time_zone`; days are of
    `business_time_zone`.

    A reason that rejects more than the share `quarantine_limit` of a file's rows
    stops the run, one above `quarantine_warn` is reported; rows without a customer
    have a limit of their own. `strict` allows none at all.

    `as_of` is the day ("2018-12-31") of which customers without a ledger are told.
    """

    name: str
    files: Mapping[str, File]
    ledger: Rows | None = None
    time_zone: str = ""
    business_time_zone: str = ""
    currency: Currency = NO_MONEY
    money_scale: int = 2
    quantity_scale: int = 0
    description: str = ""
    as_of: str = ""
    focal_brand: str | None = None
    fields: Mapping[str, Attribute] = field(default_factory=dict)
    customers: Mapping[str, Customers] = field(default_factory=dict)
    contacts: Rows | None = None
    events: Rows | None = None
    feedback: Rows | None = None
    identity: Identity | None = None
    returns: Returns | None = None
    confirmations: Confirmations | None = None
    quarantine_warn: float = 0.001
    quarantine_limit: float = 0.02
    missing_customer_limit: float = 0.02
    strict: bool = False
    licence: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Turn plain mappings into what they declare; refuse what cannot be."""
        accept(self)
        self._check_day()
        self._check_zones()
        self._check_scales()
        self._check_shares()
        self._check_files()
        self._check_fields()
        self._check_returns()
        check_statements(self)

    @property
    def rows(self) -> Iterator[Rows]:
        """The tables whose rows carry times."""
        tables = (self.ledger, self.contacts, self.events, self.feedback)
        return (table for table in tables if table is not None)

    def _check_day(self) -> None:
        if self.as_of and self.ledger is not None:
            raise ConfigError(
                f"source '{self.name}' has a ledger, whose days are its own: as_of is "
                f"for customers without one; got '{self.as_of}'."
            )
        if self.as_of and not _is_day(self.as_of):
            raise ConfigError(
                f"source '{self.name}': as_of should be a day such as 2018-12-31; got "
                f"'{self.as_of}'."
            )

    def _check_zones(self) -> None:
        if any(self.rows) and not (self.time_zone and self.business_time_zone):
            raise ConfigError(
                f"source '{self.name}' has times: its time_zone and "
                "business_time_zone must be declared."
            )
        for zone in filter(None, (self.time_zone, self.business_time_zone)):
            _check_zone(zone)

    def _check_scales(self) -> None:
        for name in ("money_scale", "quantity_scale"):
            if getattr(self, name) not in range(7):
                given = getattr(self, name)
                raise ConfigError(f"{name} should be 0 to 6; got {given!r}.")
        if self.ledger is not None and not self.currency.code:
            raise ConfigError(f"source '{self.name}' needs its currency.")

    def _check_shares(self) -> None:
        for name in SHARES:
            given = getattr(self, name)
            if not 0 <= given <= 1:
                raise ConfigError(f"{name} should be a share, 0 to 1; got {given!r}.")

    def _check_files(self) -> None:
        if self.ledger is None and not self.customers:
            raise ConfigError(f"source '{self.name}' needs a ledger, or customers.")
        others = (self.identity, self.confirmations)
        named = {rows.file for rows in self.rows}
        named |= {table.file for table in self.customers.values()}
        named |= {table.file for table in others if table is not None}
        unknown = sorted(named - set(self.files))
        if unknown:
            raise ConfigError(
                f"source '{self.name}' has no file {', '.join(map(repr, unknown))}; "
                f"its files are {', '.join(self.files)}."
            )

    def _check_fields(self) -> None:
        filled = {name for table in self.customers.values() for name in table.columns}
        if filled != set(self.fields):
            odd = sorted(filled ^ set(self.fields))
            raise ConfigError(
                f"source '{self.name}': fields should be declared, and filled by a "
                f"department; {', '.join(map(repr, odd))} is only one of the two."
            )

    def _check_returns(self) -> None:
        columns = self.ledger.columns if self.ledger is not None else {}
        if self.returns is not None and "is_return" not in columns:
            raise ConfigError(
                f"source '{self.name}' declares returns: its ledger needs the column "
                "is_return."
            )


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError):
        raise ConfigError(f"{zone!r} is not a time zone.") from None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
