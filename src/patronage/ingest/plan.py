"""Which casts turn the rows of a file into the rows of a table."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from patronage.errors import ConfigError
from patronage.ingest.casting import Cast, flag, text, whole
from patronage.ingest.numbers import number, scaled
from patronage.ingest.source import Attribute, Customers, Rows, Source
from patronage.ingest.times import DAYS, Clock, time
from patronage.schema import Field, TableSchema
from patronage.tables import CONTACTS, CUSTOMERS, EVENTS, LEDGER

DERIVED = frozenset({"order_day", "order_hour", "contacted_day", "at_day"})
Caster = Callable[[str], Cast]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How the rows of one file become the rows of one table.

    `expressions` and `casters` are by contract column. Rows that agree in
    `identity`, but not in all, contradict each other and are rejected.
    """

    schema: TableSchema
    file: str
    relation: str
    expressions: Mapping[str, str]
    casters: Mapping[str, Caster]
    identity: tuple[str, ...] = ()
    deduplicate: bool = False

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.schema.name


def plans(source: Source) -> Iterator[Plan]:
    """Plan each table that a source declares, the ledger first."""
    yield _ledger(source)
    if source.customers is not None:
        yield _customers(source.customers)
    for schema, rows in ((CONTACTS, source.contacts), (EVENTS, source.events)):
        if rows is not None:
            yield _rows(schema, rows, source)


def _ledger(source: Source) -> Plan:
    own = "line_id" in source.ledger.columns
    plan = _rows(LEDGER, source.ledger, source)
    return Plan(
        **vars(plan)
        | {
            "identity": ("customer_id", "order_id", "line_id") if own else (),
            "deduplicate": own or source.ledger.deduplicate,
        }
    )


def _rows(schema: TableSchema, rows: Rows, source: Source) -> Plan:
    fields = {f.name: f for f in schema.fields if f.name not in DERIVED}
    _check_columns(schema, rows, fields)
    absent = {n: "NULL" for n, f in fields.items() if f.required and f.nullable}
    written = absent | dict(rows.columns)
    ordered = {name: written[name] for name in fields if name in written}
    return Plan(
        schema=schema,
        file=rows.file,
        relation=rows.relation or rows.file,
        expressions=ordered,
        casters={name: _caster(fields[name], rows, source) for name in ordered},
        deduplicate=rows.deduplicate,
    )


def _customers(customers: Customers) -> Plan:
    expressions = {name: a.expression for name, a in customers.fields.items()}
    casters = {name: _attribute(name, a) for name, a in customers.fields.items()}
    return Plan(
        schema=CUSTOMERS,
        file=customers.file,
        relation=customers.relation or customers.file,
        expressions={"customer_id": customers.customer_id, **expressions},
        casters={
            "customer_id": lambda kind: text("customer_id", kind, required=True),
            **casters,
        },
        identity=("customer_id",),
        deduplicate=True,
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


def _attribute(name: str, attribute: Attribute) -> Caster:
    if attribute.kind == "numeric":
        return lambda kind: number(name, kind)
    return lambda kind: text(name, kind, levels=attribute.levels)


def _caster(field: Field, rows: Rows, source: Source) -> Caster:
    name = field.name
    if name in DAYS:
        clock = Clock(
            zone=source.time_zone,
            business_zone=source.business_time_zone,
            format=rows.time_format,
            has_time=rows.has_time,
        )
        return lambda kind: time(name, kind, clock)
    if name in ("amount", "discount", "cost", "quantity"):
        scale = source.quantity_scale if name == "quantity" else source.money_scale
        return lambda kind: scaled(name, kind, scale=scale, required=not field.nullable)
    casters: dict[str, Caster] = {
        "string": lambda kind: text(name, kind, required=not field.nullable),
        "double": lambda kind: number(name, kind),
        "int64": lambda _: whole(name),
        "bool": lambda _: flag(name),
    }
    return casters[field.type]
