"""A sample of order lines as a proposed ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from patronage.ingest import sql
from patronage.ingest.sketching.column import SketchedColumn
from patronage.ingest.sketching.file import FILE, SketchedFile
from patronage.ingest.sketching.numbers import CURRENCIES, SHARED
from patronage.ingest.sketching.roles import is_named
from patronage.ingest.sketching.value import time_settings, value
from patronage.ingest.sketching.yaml import MISSING, Doubted, Reference

Roles = Mapping[str, SketchedColumn]
NEEDED = ("customer_id", "order_id", "ordered_at", "amount")
USUAL_LIMIT = 0.02
WIDEST_SCALE = 6
PREFIX = re.compile(r"[A-Za-z]*")


def is_ledger(roles: Roles) -> bool:
    """Say whether rows have a time and money, as order lines do."""
    return "ordered_at" in roles and ("amount" in roles or _has_price(roles))


def ledger_source(file: SketchedFile, roles: Roles) -> dict[str, Any]:
    """Propose what a source of order lines declares beside its files."""
    zone = Doubted(MISSING, ("which zone are the times of, such as Asia/Shanghai?",))
    returns = _is_return(roles)
    proposed: dict[str, Any] = {
        "currency": _currency(roles),
        "money_scale": _scale(roles),
        **_quantity_scale(roles),
        "time_zone": zone,
        "business_time_zone": Reference(".time_zone"),
        **_missing_limit(roles),
        "ledger": {
            "file": FILE,
            **({"relation": file.relation} if file.relation else {}),
            **time_settings(roles["ordered_at"]),
            **_equal_rows(file, roles),
            "columns": {**dict(_columns(roles)), **returns},
        },
    }
    if returns and {"product_id", "quantity"} <= roles.keys():
        said = "how long after its purchase may goods come back?"
        proposed["returns"] = {"within_days": Doubted(90, (said,))}
    return proposed


def _columns(roles: Roles) -> Iterator[tuple[str, Any]]:
    for role in (*NEEDED, *(role for role in roles if role not in NEEDED)):
        if role in roles and role != "unit_price":
            yield role, _known(role, roles[role])
        elif role == "amount":
            yield role, _product(roles)
        elif role in NEEDED:
            yield role, _unknown(role, roles)


def _known(role: str, column: SketchedColumn) -> Doubted:
    doubts = []
    if not is_named(role, column):
        doubts.append("taken for its values: no name says so.")
    if role == "order_id" and column.is_key:
        doubts.append("it differs in every row: is it the id of a line?")
    return Doubted(value(role, column), tuple(doubts))


def _unknown(role: str, roles: Roles) -> Any:
    said = "no column has a name that says so"
    if role == "order_id" and "customer_id" in roles:
        ids = (roles["customer_id"], roles["ordered_at"])
        joined = ", ".join(_written(column) for column in ids)
        said = f"{said}: a customer's rows of one time are taken as one order."
        return Doubted(f"concat_ws(' ', {joined})", (said,))
    return Doubted(MISSING, (f"{said}.",))


def _has_price(roles: Roles) -> bool:
    return {"quantity", "unit_price"} <= roles.keys()


def _product(roles: Roles) -> Doubted:
    factors = (roles["quantity"], roles["unit_price"])
    if not all(factor.is_plain_number for factor in factors):
        said = "no column of amounts; quantity and price are not plain numbers."
        return Doubted(MISSING, (said,))
    casts = (f"TRY_CAST({_written(c)} AS DECIMAL(18, 4))" for c in factors)
    said = "no column of amounts; taken as quantity x price, net of what discounts?"
    return Doubted(" * ".join(casts), (said,))


def _written(column: SketchedColumn) -> str:
    is_name = column.expression == column.name
    return sql.name(column.name) if is_name else column.expression


def _currency(roles: Roles) -> Any:
    money = roles.get("amount", roles.get("unit_price"))
    symbols = money.numbers.symbols if money is not None and money.numbers else ()
    codes = sorted({CURRENCIES[symbol] for symbol in symbols})
    if len(codes) != 1:
        return Doubted(MISSING, ("in which currency are the amounts, such as CNY?",))
    others = ", ".join(SHARED[symbol] for symbol in symbols if symbol in SHARED)
    said = f"{' '.join(symbols)} may also be {others}."
    return Doubted(codes[0], (said,) if others else ())


def _scale(roles: Roles) -> int:
    parts = (roles.get("amount"), roles.get("unit_price"))
    found = [part.numbers.decimals for part in parts if part and part.numbers]
    return min(max([2, *found[:1]]), WIDEST_SCALE)


def _quantity_scale(roles: Roles) -> dict[str, int]:
    written = roles["quantity"].numbers if "quantity" in roles else None
    decimals = min(written.decimals, WIDEST_SCALE) if written else 0
    return {"quantity_scale": decimals} if decimals else {}


def _missing_limit(roles: Roles) -> dict[str, Any]:
    customer = roles.get("customer_id")
    if customer is None or customer.missing <= USUAL_LIMIT:
        return {}
    said = f"{customer.missing:.1%} of the rows looked at have no customer."
    limit = min(round(customer.missing * 1.2 + 0.01, 2), 1.0)
    return {"missing_customer_limit": Doubted(limit, (said,))}


def _equal_rows(file: SketchedFile, roles: Roles) -> dict[str, Any]:
    rows = list(zip(*(column.values for column in file.columns), strict=True))
    repeated = len(rows) - len(set(rows))
    if "line_id" in roles or not repeated:
        return {}
    said = f"{repeated} of {len(rows)} rows repeat another: keep, or drop?"
    return {"equal_rows": Doubted("keep", (said,))}


def _is_return(roles: Roles) -> dict[str, Any]:
    column = roles.get("quantity", roles.get("amount"))
    if column is None or column.numbers is None or column.numbers.lowest >= 0:
        return {}
    below = [(value or "").strip().startswith(("-", "(")) for value in column.values]
    prefix = _prefix(roles.get("order_id"), below)
    if prefix:
        sign = f"{_written(roles['order_id'])} LIKE {sql.literal(prefix + '%')}"
        said = f"orders that start with {prefix} are below zero: are they returns?"
        return {"is_return": Doubted(sign, (said,))}
    sign = f"regexp_matches({_written(column)}, '[(-]')"
    if column.is_plain_number:
        sign = f"TRY_CAST({_written(column)} AS DOUBLE) < 0"
    said = "rows below zero are taken as returns: are they, or corrections?"
    return {"is_return": Doubted(sign, (said,))}


def _prefix(order: SketchedColumn | None, below: list[bool]) -> str:
    """The letters that orders below zero start with, and no other order."""
    if order is None:
        return ""
    pairs = list(zip(map(_letters, order.values), below, strict=True))
    usual = {letters for letters, negative in pairs if not negative}
    own = {letters for letters, negative in pairs if negative} - usual
    return min(own) if len(own) == 1 else ""


def _letters(value: str | None) -> str:
    found = PREFIX.match((value or "").strip())
    return found[0] if found else ""
