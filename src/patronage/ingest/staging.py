"""Raw rows, cast, each with its fate: kept, a copy of another, or rejected."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from patronage.errors import InputError
from patronage.ingest import sql
from patronage.ingest.casting import Cast
from patronage.ingest.plan import Plan, plans
from patronage.ingest.source import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CONTROL = "'[[:cntrl:]]'"
VALUE_LENGTH = 64


def stage(connection: DuckDBPyConnection, source: Source) -> tuple[Plan, ...]:
    """Cast every row of the declared files into tables `staged_<name>`.

    Rejected rows have a `reason`; `copies_<name>` has the ordinals of the rows that
    equal an earlier one in all columns.

    Raises
    ------
    InputError
        If a relation has more or fewer rows than its file.
    """
    made = tuple(plans(source))
    for plan in made:
        _stage(connection, plan)
    return made


def _stage(connection: DuckDBPyConnection, plan: Plan) -> None:
    casts = _casts(connection, plan)
    connection.execute(_staged(plan, casts))
    _check_rows(connection, plan)
    if plan.identity:
        connection.execute(_conflicts(plan))
    connection.execute(_copies(plan, outputs(connection, plan)))


def outputs(connection: DuckDBPyConnection, plan: Plan) -> list[str]:
    """Return the contract columns that a staged table has, in its order."""
    own = {"line", "digest", "reason", "reason_column", "reason_value"}
    described = connection.execute(f"DESCRIBE {staged(plan)}").fetchall()
    return [row[0] for row in described if row[0] not in own]


def staged(plan: Plan) -> str:
    """Name the table of cast rows."""
    return sql.name(f"staged_{plan.name}")


def copies(plan: Plan) -> str:
    """Name the table of rows that equal an earlier row."""
    return sql.name(f"copies_{plan.name}")


def rows(connection: DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """Return a small result."""
    return list(connection.execute(query).fetchall())


def _casts(connection: DuckDBPyConnection, plan: Plan) -> list[Cast]:
    described = rows(connection, f"DESCRIBE {_raw(plan)}")
    kinds = {row[0]: row[1] for row in described}
    return [cast(kinds[f"raw_{name}"]) for name, cast in plan.casters.items()]


def _raw(plan: Plan) -> str:
    expressions = {
        f"raw_{name}": f"({text})" for name, text in plan.expressions.items()
    }
    line = sql.name(f"{plan.file}_line")
    return f"SELECT {line} AS line, {sql.columns(expressions)} FROM {plan.relation}"


def _staged(plan: Plan, casts: list[Cast]) -> str:
    values = {name: text for cast in casts for name, text in cast.values.items()}
    faults = [
        (cast.column, reason, condition)
        for cast in casts
        for reason, condition in cast.checks.items()
    ]
    fault = sql.case((f[2], str(i + 1)) for i, f in enumerate(faults))
    value = sql.case(
        (f"fault = {i + 1}", _shown(column)) for i, (column, _, _) in enumerate(faults)
    )
    digest = ", ".join(values.values())
    return (
        f"CREATE TEMP TABLE {staged(plan)} AS SELECT line, {sql.columns(values)}, "
        f"hash({digest}) AS digest, "
        f"[{sql.listed(f[1] for f in faults)}][fault] AS reason, "
        f"[{sql.listed(f[0] for f in faults)}][fault] AS reason_column, "
        f"{value} AS reason_value "
        f"FROM (SELECT *, {fault} AS fault FROM {_stepped(plan, casts)})"
    )


def _stepped(plan: Plan, casts: list[Cast]) -> str:
    query = f"({_raw(plan)})"
    for level in _levels(casts):
        written = ", ".join(f"{text} AS {name}" for name, text in level)
        query = f"(SELECT *, {written} FROM {query})"
    return query


def _levels(casts: list[Cast]) -> Iterator[list[tuple[str, str]]]:
    deepest = max(len(cast.steps) for cast in casts)
    for depth in range(deepest):
        yield [cast.steps[depth] for cast in casts if len(cast.steps) > depth]


def _shown(column: str) -> str:
    text = f"left(CAST({sql.raw(column)} AS VARCHAR), {VALUE_LENGTH})"
    return f"regexp_replace({text}, {CONTROL}, '\ufffd', 'g')"


def _check_rows(connection: DuckDBPyConnection, plan: Plan) -> None:
    line = sql.name(f"{plan.file}_line")
    file = sql.name(plan.file)
    wanted = rows(connection, f"SELECT count(*), sum({line}) FROM {file}")
    found = rows(connection, f"SELECT count(*), sum(line) FROM {staged(plan)}")
    if wanted != found:
        raise InputError(
            f"{plan.name}: the relation should have one row per row of "
            f"'{plan.file}'; got {found[0][0]} rows for {wanted[0][0]}."
        )


def _conflicts(plan: Plan) -> str:
    key, last = sql.names(plan.identity), plan.identity[-1]
    return (
        f"UPDATE {staged(plan)} SET "
        f"reason = {sql.literal('conflicting_' + last.removesuffix('_id'))}, "
        f"reason_column = {sql.literal(last)}, "
        f"reason_value = left(CAST({sql.name(last)} AS VARCHAR), {VALUE_LENGTH}) "
        f"WHERE reason IS NULL AND ({key}) IN ("
        f"SELECT ({key}) FROM {staged(plan)} WHERE reason IS NULL "
        f"GROUP BY {key} HAVING min(digest) <> max(digest))"
    )


def _copies(plan: Plan, columns: list[str]) -> str:
    kept = f"{staged(plan)} WHERE reason IS NULL"
    return (
        f"CREATE TEMP TABLE {copies(plan)} AS SELECT line, ordinal FROM ("
        f"SELECT line, row_number() OVER ("
        f"PARTITION BY {sql.names(columns)} ORDER BY line) - 1 AS ordinal FROM {kept} "
        f"AND digest IN (SELECT digest FROM {kept} GROUP BY digest "
        f"HAVING count(*) > 1)) WHERE ordinal > 0"
    )
