"""Which casts turn the rows of a file into the rows of a table."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from patronage.errors import ConfigError
from patronage.ingest.casting import casters
from patronage.ingest.casting.casters import Caster
from patronage.ingest.casting.times import DAYS
from patronage.ingest.declared.fields import Customers
from patronage.ingest.declared.rows import EqualRows, Rows, Value
from patronage.ingest.declared.source import Source
from patronage.schema import Field, TableSchema
from patronage.tables import CONTACTS, CUSTOMERS, EVENTS, FEATURES, FEEDBACK, LEDGER

# What the tables of cast rows have beside the columns of a contract.
OWN = (
    *("line", "version", "ordinal", "rounded"),
    *("reason", "reason_column", "reason_value"),
)
LINE = ("order_id", "line_id")
DERIVED = frozenset({*DAYS.values(), "order_hour", "order_no", "returned_day"})


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How the rows of one file become the rows of one table.

    `values` and `casters` are by contract column; of `hidden` ones no raw value is
    shown. Rows that agree in `identity`, but not in all, contradict each other; the
    one with the highest `updated_at` (of `time_format` where it is text) is right. A
    plan for what a department says about customers is named after both.
    """

    name: str
    schema: TableSchema
    file: str
    relation: str
    values: Mapping[str, Value]
    casters: Mapping[str, Caster]
    identity: tuple[str, ...] = ()
    equal_rows: EqualRows = "keep"
    updated_at: str = ""
    time_format: str | None = None
    hidden: frozenset[str] = frozenset()


def plans(source: Source) -> Iterator[Plan]:
    """Plan each table that a source declares, the ledger first."""
    if source.ledger is not None:
        yield _ledger(source.ledger, source)
    for department, table in source.customers.items():
        yield _customers(department, table, source)
    for schema, rows in (
        (CONTACTS, source.contacts),
        (EVENTS, source.events),
        (FEEDBACK, source.feedback),
    ):
        if rows is not None:
            yield _rows(schema, rows, source)


def _ledger(rows: Rows, source: Source) -> Plan:
    plan = _rows(LEDGER, rows, source)
    if source.currency.column:
        code = Value(expression=source.currency.column)
        plan = replace(
            plan,
            values={**plan.values, "currency": code},
            casters={**plan.casters, "currency": casters.of_currency(source)},
        )
    if "line_id" not in rows.columns:
        return plan
    return replace(plan, identity=LINE, equal_rows="drop")


def _rows(schema: TableSchema, rows: Rows, source: Source) -> Plan:
    fields = {f.name: f for f in schema.fields if f.name not in DERIVED}
    _check_columns(schema, rows, fields)
    if rows.updated_at and "line_id" not in rows.columns:
        raise ConfigError(
            f"source {schema.name}: updated_at tells the versions of a line apart; "
            "'line_id' is missing."
        )
    absent = {
        name: Value(expression="NULL")
        for name, field in fields.items()
        if field.required and field.nullable
    }
    written = absent | dict(rows.columns)
    ordered = {name: written[name] for name in fields if name in written}
    return Plan(
        name=schema.name,
        schema=schema,
        file=rows.file,
        relation=rows.relation or rows.file,
        values=ordered,
        casters={
            name: casters.of_column(fields[name], value, rows, source)
            for name, value in ordered.items()
        },
        equal_rows=rows.equal_rows,
        updated_at=rows.updated_at,
        time_format=rows.time_format,
    )


def _customers(department: str, table: Customers, source: Source) -> Plan:
    _check_names(department, table.columns)
    written = {"customer_id": table.customer_id, **table.columns}
    values = {
        name: replace(value, nulls=(*table.nulls, *value.nulls))
        for name, value in written.items()
    }
    own = {"customer_id": casters.of_id(values["customer_id"])}
    fields = {
        name: casters.of_attribute(name, values[name], source.fields[name])
        for name in table.columns
    }
    alone = len(source.customers) == 1
    return Plan(
        name=CUSTOMERS.name if alone else f"{CUSTOMERS.name} {department}",
        schema=CUSTOMERS,
        file=table.file,
        relation=table.relation or table.file,
        values=values,
        casters=own | fields,
        equal_rows="drop",
        hidden=frozenset(n for n in table.columns if source.fields[n].limited),
    )


def _check_names(department: str, fields: Iterable[str]) -> None:
    taken = sorted({*FEATURES.required, *OWN} & set(fields))
    if taken:
        raise ConfigError(
            f"{department}: fields should have names of their own; "
            f"{', '.join(map(repr, taken))} means something else."
        )


def _check_columns(
    schema: TableSchema, rows: Rows, fields: Mapping[str, Field]
) -> None:
    unknown = [_unknown(name, fields) for name in rows.columns if name not in fields]
    missing = [
        f"'{name}' is missing."
        for name, field in fields.items()
        if field.required
        and not field.nullable
        and name not in {*rows.columns, "line_id"}
    ]
    if unknown or missing:
        raise ConfigError(f"source {schema.name}: {' '.join([*unknown, *missing])}")


def _unknown(name: str, fields: Mapping[str, Field]) -> str:
    close = difflib.get_close_matches(name, fields, n=1)
    hint = f" (did you mean '{close[0]}'?)" if close else ""
    return f"'{name}' is not a column{hint}."
