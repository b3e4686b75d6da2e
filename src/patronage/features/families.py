"""What families ask of a source, and what a source gives to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from patronage.features.attributes import AttributeFeatures

if TYPE_CHECKING:
    from patronage.features.family import Family, Learned


def needed_columns(families: Mapping[str, Family]) -> tuple[str, ...]:
    """Ledger columns (and tables) that any column of the families needs."""
    needs = (
        need for f in families.values() for column in f.columns for need in column.needs
    )
    return tuple(dict.fromkeys(needs))


def with_fields(
    families: Mapping[str, Family], fields: Mapping[str, Mapping[str, Any]]
) -> dict[str, Family]:
    """Tell attribute families which fields the source declares; none is sensitive."""
    open_fields = {
        name: declared["kind"]
        for name, declared in fields.items()
        if not declared.get("sensitive")
    }
    return {
        name: replace(family, fields=open_fields)
        if isinstance(family, AttributeFeatures)
        else family
        for name, family in families.items()
    }


def learned_columns(families: Mapping[str, Family]) -> dict[str, Learned]:
    """The unfitted learned columns of all families, in order."""
    return {name: e for f in families.values() for name, e in f.learned.items()}
