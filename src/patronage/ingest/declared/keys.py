"""By which keys several ids are known to be one customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from patronage.errors import ConfigError
from patronage.ingest.declared.types import accept

Normalise = Literal["text", "digits", "phone", "email"]


@dataclass(frozen=True, kw_only=True)
class Key:
    """One key, such as a licence or a phone number, and how it is normalised.

    `ignore` lists values, normalised, that stand for nothing (00000000).
    """

    expression: str
    normalise: Normalise = "text"
    ignore: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse ways to normalise that are not known."""
        accept(self)


@dataclass(frozen=True, kw_only=True)
class Fuzzy:
    """Probabilistic links (Fellegi & Sunter 1969), beside those by equal keys.

    `columns` are SQL expressions by name. Pairs that share a value of one of `block`,
    the most telling column first, are compared on all and linked from `probability`
    on.
    """

    columns: Mapping[str, str]
    block: Sequence[str]
    probability: float = 0.99

    def __post_init__(self) -> None:
        """Refuse a block that is no column."""
        accept(self)
        if not self.block or set(self.block) - set(self.columns):
            raise ConfigError(
                f"block should name some of {', '.join(self.columns)}; "
                f"got {list(self.block)}."
            )


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Rows of one file as ids with the keys by which they are one customer.

    Ids are written as in the table of the same file, else as in the ledger.
    More than `largest` ids are not believed to be one customer: they stay apart and
    are reported.
    """

    file: str
    customer_id: str
    keys: Mapping[str, Key]
    relation: str = ""
    largest: int = 20
    fuzzy: Fuzzy | None = None

    def __post_init__(self) -> None:
        """Turn plain mappings into what they declare."""
        accept(self)
        if self.largest < 1:
            raise ConfigError(f"largest should be 1 or more; got {self.largest}.")
