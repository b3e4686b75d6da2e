"""What a raw source is: its files, and how they become our tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from patronage.errors import ConfigError

Declared = TypeVar("Declared")


@dataclass(frozen=True, kw_only=True)
class File:
    """One raw file, with its declared dialect: nothing is guessed.

    `path` is relative to the project, absolute, or `package:name/file` for a file
    inside an installed package. `csv` takes its column names from `names`, or from
    its header; `lines` has one column, `text`.
    """

    path: str
    format: Literal["parquet", "csv", "lines"] = "parquet"
    delimiter: str = ","
    quote: str = '"'
    header: bool = True
    names: Sequence[str] = ()
    encoding: str = "utf-8"

    def __post_init__(self) -> None:
        """Refuse formats that are not known, and CSV without names."""
        if self.format not in ("parquet", "csv", "lines"):
            raise ConfigError(
                f"format should be parquet, csv or lines; got {self.format!r}."
            )
        if self.format == "csv" and not (self.header or self.names):
            raise ConfigError(f"'{self.path}' needs a header, or names.")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of one file as rows of one of our tables.

    `relation` is the FROM of the query, for joins (the file itself by default); it
    must keep one row per row of `file`. `columns` has an SQL expression for each
    column of the contract. Text times need a `time_format`; without `has_time`
    they are days. Equal rows are all kept unless `deduplicate` is true, or a
    `line_id` of the source tells them apart.
    """

    file: str
    columns: Mapping[str, str]
    relation: str = ""
    time_format: str | None = None
    has_time: bool = True
    deduplicate: bool = False


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """One declared field of a customer, and who answers for it.

    `levels` lists the values of an ordinal field from low to high.
    """

    expression: str
    kind: Literal["numeric", "ordinal", "categorical"]
    levels: Sequence[str] = ()
    block: Literal["basic", "network", "management", "business", "personal"] = "basic"
    volatility: Literal["static", "dynamic", "derived"] = "static"
    owner: str = ""
    sensitive: bool = False

    def __post_init__(self) -> None:
        """Refuse kinds that are not known, and an order without its levels."""
        if self.kind not in ("numeric", "ordinal", "categorical"):
            raise ConfigError(
                f"kind should be numeric, ordinal or categorical; got {self.kind!r}."
            )
        if self.kind == "ordinal" and not self.levels:
            raise ConfigError(f"ordinal field {self.expression!r} needs its levels.")


@dataclass(frozen=True, kw_only=True)
class Customers:
    """Rows of one file as customers with their fields."""

    file: str
    customer_id: str
    fields: Mapping[str, Attribute]
    relation: str = ""

    def __post_init__(self) -> None:
        """Turn plain mappings into what they declare."""
        _convert_each(self, "fields", Attribute)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A raw source: one yaml.

    `money_scale` and `quantity_scale` are the decimals kept. Times without a zone
    are of `time_zone`; days are of `business_time_zone`. A reason that rejects more
    than the share `quarantine_limit` of a file's rows stops the run, one above
    `quarantine_warn` is reported.
    """

    name: str
    files: Mapping[str, File]
    ledger: Rows
    time_zone: str
    business_time_zone: str
    currency: str
    money_scale: int = 2
    quantity_scale: int = 0
    description: str = ""
    focal_brand: str | None = None
    customers: Customers | None = None
    contacts: Rows | None = None
    events: Rows | None = None
    quarantine_warn: float = 0.001
    quarantine_limit: float = 0.02
    licence: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Turn plain mappings into what they declare; refuse what cannot be."""
        _convert_each(self, "files", File)
        for name, kind in (
            ("ledger", Rows),
            ("customers", Customers),
            ("contacts", Rows),
            ("events", Rows),
        ):
            _convert(self, name, kind)
        for zone in (self.time_zone, self.business_time_zone):
            _check_zone(zone)
        for name, scale in (
            ("money", self.money_scale),
            ("quantity", self.quantity_scale),
        ):
            if scale not in range(7):
                raise ConfigError(f"{name}_scale should be 0 to 6; got {scale!r}.")
        self._check_files()

    def _check_files(self) -> None:
        tables = (self.ledger, self.customers, self.contacts, self.events)
        unknown = [t.file for t in tables if t is not None and t.file not in self.files]
        if unknown:
            raise ConfigError(
                f"source '{self.name}' has no file {', '.join(map(repr, unknown))}; "
                f"its files are {', '.join(self.files)}."
            )


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError):
        raise ConfigError(f"{zone!r} is not a time zone.") from None


def _convert(owner: object, name: str, kind: type[Declared]) -> None:
    value = getattr(owner, name)
    if isinstance(value, Mapping):
        object.__setattr__(owner, name, _declared(kind, name, value))


def _convert_each(owner: object, name: str, kind: type[Declared]) -> None:
    values = {
        key: _declared(kind, f"{name}.{key}", value)
        for key, value in getattr(owner, name).items()
    }
    object.__setattr__(owner, name, values)


def _declared(kind: type[Declared], place: str, value: Any) -> Declared:
    if isinstance(value, kind):
        return value
    try:
        return kind(**value)
    except TypeError as error:
        reason = str(error).partition("() ")[2] or str(error)
        raise ConfigError(f"source: '{place}' {reason}.") from None
