"""Declared customer fields as features."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned


@dataclass(frozen=True, kw_only=True)
class AttributeFeatures:
    """Pass on the fields of the customer table that are not sensitive.

    `fields` maps a field to its kind: "numeric" (a float), "ordinal" or "categorical"
    (a category, ordered or not). Who has no record has no value. Where departments
    date their reports, a value is what these said up to `as_of`; a field that nobody
    dates counts as a fact that has always held.
    """

    fields: Mapping[str, str] = field(default_factory=dict)

    learned: ClassVar[dict[str, Learned]] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        """One column per declared field."""
        return tuple(
            Column(name, kind, f"declared: {name.replace('_', ' ')}")
            for name, kind in self.fields.items()
        )

    def __call__(self, batch: CustomerBatch) -> dict[str, Any]:
        """Return each customer's fields."""
        return {name: batch.attributes[name] for name in self.fields}
