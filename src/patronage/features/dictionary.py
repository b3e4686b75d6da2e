"""What every column of the feature table means, and why some are not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from patronage.features.attributes import AttributeFeatures
from patronage.features.model import (
    ABSENT,
    input_columns,
    optional_columns,
    output_columns,
)

if TYPE_CHECKING:
    from patronage.features.family import Family, Learned
    from patronage.features.model import FeatureModel
    from patronage.schema import Column

PRESENT, EMPTY = "present", "empty"
NAN = float("nan")

Fields = Mapping[str, Mapping[str, Any]]


def dictionary(
    families: Mapping[str, Family],
    model: FeatureModel,
    *,
    missing: Mapping[str, float],
    offered: Mapping[str, Collection[str]],
    fields: Fields,
) -> pd.DataFrame:
    """Return the table `dictionary`: a row per column that a family declares.

    `missing` is the share of missing values by column of the feature table: `status`
    says of any other column why it is not there. `offered` are the columns that the
    source has, by table, and `fields` the registry of its customer fields.
    `polarization` says of a shrunk rate how much it tells of the individual.
    """
    names = {*offered, *offered.get("ledger", ()), *fields}
    tell = _Teller(model, missing, names, fields)
    rows = [
        {
            "column": column.name,
            "family": name,
            "kind": tell.kind(column, family),
            "unit": column.unit,
            "meaning": column.meaning,
            "source": tell.source(column),
            "status": tell.status(column, family),
            "missing_share": missing.get(column.name, NAN),
            "polarization": model.polarization_.get(column.name, NAN),
        }
        for name, family in families.items()
        for column in family.columns
    ]
    return pd.DataFrame(rows)


@dataclass(frozen=True)
class _Teller:
    """What is told of a column; `names` are columns, tables and fields that exist."""

    model: FeatureModel
    missing: Mapping[str, float]
    names: Collection[str]
    fields: Fields

    def kind(self, column: Column, family: Family) -> str:
        """Return how the column is made."""
        if isinstance(family, AttributeFeatures):
            return "attribute"
        if column.role != "measure":
            return column.role
        return "learned" if column.name in self._inputs else "raw"

    def source(self, column: Column) -> str:
        """Return what the column is made of."""
        if column.name in self._inputs:
            return f"learned from {_listed(self._inputs[column.name])}"
        return _listed(column.needs) or _declared(self.fields.get(column.name, {}))

    def status(self, column: Column, family: Family) -> str:
        """Return whether the column is there, and else why not."""
        if column.name in self.missing:
            return EMPTY if self.missing[column.name] == 1 else PRESENT
        if column.name in self._reasons:
            return f"left out: {self._reasons[column.name]}"
        given = {name for name, value in vars(family).items() if value}
        needs = [need for need in column.needs if need not in {*self.names, *given}]
        inputs = self._inputs.get(column.name, ())
        lacking = needs or [name for name in inputs if name not in self.missing]
        return f"needs {_listed(lacking)}" if lacking else f"left out: {ABSENT}"

    @cached_property
    def _inputs(self) -> dict[str, list[str]]:
        """Columns that each learned column was learned from."""
        return {
            column: sorted(self._read(estimator))
            for name, estimator in self.model.learned.items()
            for column in output_columns(name, estimator)
        }

    def _read(self, estimator: Learned) -> set[str]:
        found = optional_columns(estimator) & set(self.missing)
        return input_columns(estimator) | found

    @cached_property
    def _reasons(self) -> dict[str, str]:
        """Why the model left a column out whose inputs were there."""
        return {
            column: reason
            for name, reason in self.model.left_out_.items()
            if reason != ABSENT
            for column in output_columns(name, self.model.learned[name])
        }


def _declared(field: Mapping[str, Any]) -> str:
    """Return who answers for a field of the customer table."""
    owner = f", owner {field['owner']}" if field.get("owner") else ""
    return f"declared field, block {field.get('block', 'basic')}{owner}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
