"""The registry of customer fields, and the departments' tables that fill them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from patronage.errors import ConfigError
from patronage.ingest.declared.rows import Value
from patronage.ingest.declared.types import accept

Kind = Literal["numeric", "ordinal", "categorical"]
Block = Literal["basic", "network", "management", "business", "personal"]
Volatility = Literal["static", "dynamic", "derived"]
Reconcile = Literal["newest", "majority", "median", "mean", "lowest", "highest"]


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """One declared field of a customer, and who answers for it.

    `levels` lists the values of an ordinal field from low to high. Where departments
    disagree, the `owner` is right; where reports of one department do, `reconcile`
    says which. `readers` and `writers` are roles: only writers may set the field
    (all, where none is named), and exports leave it out for who is not a reader. A
    `checked` field decides a class: a change of it waits until a second person has
    confirmed it. A dynamic field is timely for `max_age_days` after its update.
    """

    kind: Kind
    levels: Sequence[str] = ()
    block: Block = "basic"
    volatility: Volatility = "static"
    owner: str = ""
    sensitive: bool = False
    readers: Sequence[str] = ()
    writers: Sequence[str] = ()
    checked: bool = False
    reconcile: Reconcile = "newest"
    max_age_days: int | None = None

    def __post_init__(self) -> None:
        """Refuse kinds that are not known, and an order without its levels."""
        accept(self)
        if self.kind == "ordinal" and not self.levels:
            raise ConfigError("an ordinal field needs its levels.")
        if self.reconcile in ("median", "mean") and self.kind != "numeric":
            raise ConfigError(f"{self.reconcile} is for numbers, not {self.kind}.")

    @property
    def limited(self) -> bool:
        """Whether its values are for some to see only."""
        return self.sensitive or bool(self.readers)


@dataclass(frozen=True, kw_only=True)
class Customers:
    """Rows of one department's file as what it says about customers.

    `columns` has a `Value`, or an expression, for each field that it fills. A
    customer may have several rows, as of several visits: `updated_at` (of
    `time_format` where it is text) orders them, one that cannot be read being the
    oldest. `maker` says who wrote each: a change by nobody that it names cannot be
    confirmed.
    """

    file: str
    customer_id: Value
    columns: Mapping[str, Value]
    relation: str = ""
    updated_at: str = ""
    time_format: str | None = None
    maker: str = ""
    nulls: Sequence[str] = field(default=())

    def __post_init__(self) -> None:
        """Turn expressions into values."""
        accept(self)


@dataclass(frozen=True, kw_only=True)
class Confirmations:
    """Rows of one file as changes that a second person has confirmed.

    Expressions for the customer, the name of the field, the number of the change, the
    values before and after (all as `pending_changes` has them), and who checked it. By
    its number, a confirmation counts once.
    """

    file: str
    customer_id: str = "customer_id"
    field: str = "field"
    change: str = "change"
    old_value: str = "old_value"
    value: str = "new_value"
    checker: str = "checker"

    def __post_init__(self) -> None:
        """Refuse what is no text."""
        accept(self)
