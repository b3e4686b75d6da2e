"""Which cast turns a declared value into the columns of a contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from patronage.errors import ConfigError
from patronage.ingest.casting import currency
from patronage.ingest.casting.cast import Cast, flag, whole
from patronage.ingest.casting.numbers import number, rated, scaled
from patronage.ingest.casting.texts import prose, text
from patronage.ingest.casting.times import DAYS, Clock, time
from patronage.ingest.declared.fields import Attribute
from patronage.ingest.declared.rows import Rows, Value
from patronage.ingest.declared.source import Source
from patronage.schema import Field

Caster = Callable[[str], Cast]
MONEY = ("amount", "discount", "cost")
SCALED = (*MONEY, "quantity")
# What can be declared of a value, beside its expression and nulls, by kind of column.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "text": ("levels", "whole_float"),
    "a number": (
        *("levels", "lowest", "highest"),
        *("decimal", "thousands", "symbols", "parentheses"),
    ),
    "a whole number": (),
    "a time": ("unit",),
    "a yes or no": (),
}
PLAIN = Value(expression="")


def of_id(value: Value) -> Caster:
    """Cast the id of a customer; it takes the type that the source gives it."""
    _check("customer_id", "text", value)
    return lambda kind: text("customer_id", kind, value, required=True)


def of_attribute(name: str, value: Value, attribute: Attribute) -> Caster:
    """Cast a declared field of a customer."""
    levelled = replace(value, levels=value.levels or attribute.levels)
    if attribute.kind == "numeric":
        _check(name, "a number", value)
        return lambda kind: number(name, kind, levelled)
    _check(name, "text", value)
    return lambda kind: text(name, kind, levelled)


def of_currency(source: Source) -> Caster:
    """Cast each row's currency; the amounts of a ledger need it."""
    return lambda _: currency.code(source.currency)


def of_column(field: Field, value: Value, rows: Rows, source: Source) -> Caster:
    """Cast a column of a table of rows."""
    declared = replace(value, nulls=(*rows.nulls, *value.nulls))
    if field.name in DAYS:
        return _of_time(field, declared, rows, source)
    if field.name in SCALED:
        return _of_scaled(field, declared, source)
    return _of_type(field, declared)


def _of_time(field: Field, value: Value, rows: Rows, source: Source) -> Caster:
    _check(field.name, "a time", value)
    clock = Clock(
        zone=source.time_zone,
        business_zone=source.business_time_zone,
        format=rows.time_format,
        has_time=rows.has_time,
    )
    needed = not field.nullable
    return lambda kind: time(field.name, kind, value, clock, required=needed)


def _of_scaled(field: Field, value: Value, source: Source) -> Caster:
    name, needed = field.name, not field.nullable
    _check(name, "a number", value)
    if name == "quantity":
        scale = source.quantity_scale
        return lambda kind: scaled(name, kind, value, scale=scale)
    scale = source.money_scale

    def money(kind: str) -> Cast:
        cast = scaled(name, kind, value, scale=scale, required=needed)
        foreign = source.currency.column
        return rated(cast, currency.RATE, scale) if foreign else cast

    return money


def _of_type(field: Field, value: Value) -> Caster:
    name, needed, nulls = field.name, not field.nullable, value.nulls
    casters: dict[str, tuple[str, Caster]] = {
        "string": ("text", lambda kind: text(name, kind, value, required=needed)),
        "double": ("a number", lambda kind: number(name, kind, value)),
        "int64": (
            "a whole number",
            lambda kind: whole(name, kind, nulls=nulls, required=needed),
        ),
        "bool": ("a yes or no", lambda kind: flag(name, kind, nulls=nulls)),
    }
    meaning, caster = casters[field.type]
    _check(name, meaning, value)
    return (lambda _: prose(name, value)) if name == "text" else caster


def _check(name: str, meaning: str, value: Value) -> None:
    allowed = {"expression", "nulls", *SETTINGS[meaning]}
    useless = [
        setting
        for setting, given in vars(value).items()
        if setting not in allowed and given not in ([], getattr(PLAIN, setting))
    ]
    if useless:
        raise ConfigError(
            f"'{name}' is {meaning}: '{useless[0]}' says nothing about it."
        )
