"""What families ask of a source, and what a source gives to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from patronage.errors import ConfigError
from patronage.features.attributes import AttributeFeatures
from patronage.features.model import output_columns
from patronage.tables import LEDGER

if TYPE_CHECKING:
    from patronage.features.family import Family, Learned


def needed_columns(families: Mapping[str, Family]) -> tuple[str, ...]:
    """Ledger columns (and tables) that any column of the families needs."""
    needs = (
        need for f in families.values() for column in f.columns for need in column.needs
    )
    return tuple(dict.fromkeys(needs))


def needing_transactions(
    families: Mapping[str, Family], fields: Collection[str]
) -> list[str]:
    """Name the families that a source without a ledger cannot have.

    `fields` are its fields of customers, one of which may be named like a column of
    the ledger.
    """
    ledger = {field.name for field in LEDGER.fields} - set(fields)
    return [
        name
        for name, family in families.items()
        if any(ledger & set(column.needs) for column in family.columns)
    ]


def with_fields(
    families: Mapping[str, Family], fields: Mapping[str, Mapping[str, Any]]
) -> dict[str, Family]:
    """Tell attribute families which fields the source declares; none is sensitive.

    Raises
    ------
    ConfigError
        If two families declare one column, or a learned column is not declared.
    """
    open_fields = {
        name: declared["kind"]
        for name, declared in fields.items()
        if not declared.get("sensitive")
    }
    told = {
        name: replace(family, fields=open_fields)
        if isinstance(family, AttributeFeatures)
        else family
        for name, family in families.items()
    }
    _check_names(told)
    return told


def learned_columns(families: Mapping[str, Family]) -> dict[str, Learned]:
    """The unfitted learned columns of all families, in order."""
    return {name: e for f in families.values() for name, e in f.learned.items()}


def _check_names(families: Mapping[str, Family]) -> None:
    """Refuse two columns of one name, and learned ones that are not declared."""
    owner: dict[str, str] = {}
    for name, family in families.items():
        declared = {column.name for column in family.columns}
        made = {c for n, e in family.learned.items() for c in output_columns(n, e)}
        if undeclared := sorted(made - declared):
            raise ConfigError(f"features: '{name}' does not declare {undeclared}.")
        if taken := sorted(declared & owner.keys()):
            raise _repeated(name, families, owner, taken)
        owner |= dict.fromkeys(declared, name)


def _repeated(
    name: str,
    families: Mapping[str, Family],
    owner: Mapping[str, str],
    taken: Sequence[str],
) -> ConfigError:
    both = (name, owner[taken[0]])
    of_fields = [n for n in both if isinstance(families[n], AttributeFeatures)]
    if not of_fields:
        return ConfigError(f"features: '{name}' repeats the columns {list(taken)}.")
    (other,) = set(both) - set(of_fields)
    return ConfigError(
        f"features: a customer field should not be named like a column of '{other}'; "
        f"got {', '.join(map(repr, taken))}."
    )
