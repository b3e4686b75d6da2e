"""Whether the numbers of a time fit the unit that is declared for them."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.errors import InputError
from patronage.ingest import sql
from patronage.ingest.plan import Plan
from patronage.ingest.staging import rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST = 0.5
FIRST, LAST = 631_152_000, 4_133_980_800  # 1990 to 2100, in seconds after 1970
DAY, SERIAL_1970 = 86_400, 25_569
PER_SECOND = {"s": 1, "ms": 1e3, "us": 1e6, "ns": 1e9}


def check(connection: DuckDBPyConnection, plan: Plan, table: str) -> None:
    """Refuse a table most of whose times are beyond what their unit can mean.

    Raises
    ------
    InputError
        Naming the column and the unit, and the one that would fit.
    """
    for column, value in plan.values.items():
        if value.unit is None:
            continue
        share, example = _outside(connection, column, table)
        if share > MOST:
            raise InputError(
                f"{plan.name}: the unit of '{column}' should fit its values; with "
                f"'{value.unit}' {share:.0%} lie outside 1990 to 2100{_hint(example)}."
            )


def _outside(
    connection: DuckDBPyConnection, column: str, table: str
) -> tuple[float, str]:
    """Return the share of rows whose time is out of range, and one of the values."""
    own = f"reason_column = {sql.literal(column)} AND reason = 'date_range'"
    query = (
        f"SELECT avg(CAST(coalesce({own}, false) AS INTEGER)), "
        f"min(reason_value) FILTER ({own}) FROM {table} WHERE reason IS NULL OR {own}"
    )
    share, example = rows(connection, query)[0]
    return share or 0.0, example or ""


def _hint(example: str) -> str:
    try:
        number = float(example)
    except ValueError:
        return ""
    seconds = {unit: number / per for unit, per in PER_SECOND.items()}
    seconds["excel_days"] = (number - SERIAL_1970) * DAY
    fitting = [unit for unit, value in seconds.items() if FIRST <= value < LAST]
    return f" (is it '{fitting[0]}'?)" if fitting else ""
