"""Raw rows, cast: each row with its contract's columns, or the reason why not."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from patronage.errors import InputError
from patronage.ingest import sql
from patronage.ingest.casting import expressions
from patronage.ingest.casting.cast import Cast
from patronage.ingest.plan import OWN, Plan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CONTROL = (
    r"'[\x00-\x1f\x7f-\x9f\x{61c}\x{200b}-\x{200f}\x{2028}-\x{202e}"
    r"\x{2060}-\x{2069}\x{feff}]'"
)
VALUE_LENGTH = 64
LINE_BITS = 40


def cast(connection: DuckDBPyConnection, plan: Plan) -> None:
    """Cast every row of a plan's file into the table `cast_<plan>`.

    It has the `line`, the contract's columns and, of rejected rows, the reason, its
    column and the raw value, unless it is hidden; with `updated_at` declared, also the
    row's `version`. Of numbers that were finer than their scale, `rounded` has what is
    lost.

    Raises
    ------
    InputError
        If the relation has more or fewer rows than its file.
    """
    raw = _raw(connection, plan)
    kinds = dict(row[:2] for row in rows(connection, f"DESCRIBE {raw}"))
    casts = [make(kinds[f"raw_{name}"]) for name, make in plan.casters.items()]
    version = _version(plan, kinds.get("raw_version"))
    query = _selected(raw, casts, version, hidden=plan.hidden)
    connection.execute(f"CREATE TEMP TABLE {cast_table(plan)} AS {query}")
    _check_rows(connection, plan)


def cast_table(plan: Plan) -> str:
    """Name the table of cast rows."""
    return sql.name(f"cast_{plan.name}")


def staged(plan: Plan) -> str:
    """Name the cast rows with their customers and conflicts resolved."""
    return sql.name(f"staged_{plan.name}")


def copies(plan: Plan) -> str:
    """Name the table of rows that equal an earlier row."""
    return sql.name(f"copies_{plan.name}")


def kept(plan: Plan) -> str:
    """Name the staged rows that are neither rejected nor repeats to leave out."""
    return sql.name(f"kept_{plan.name}")


def rejected(plan: Plan) -> str:
    """Name the rows of a plan's file that could not even be split."""
    return sql.name(f"{plan.file}_rejected")


def outputs(connection: DuckDBPyConnection, plan: Plan) -> list[str]:
    """Return the contract columns that a cast table has, in its order."""
    described = rows(connection, f"DESCRIBE {cast_table(plan)}")
    return [row[0] for row in described if row[0] not in OWN]


def rows(connection: DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """Return a small result."""
    return list(connection.execute(query).fetchall())


def exists(connection: DuckDBPyConnection, table: str) -> bool:
    """Say whether there is a table or view of that name, not quoted."""
    query = f"FROM duckdb_columns() WHERE table_name = {sql.literal(table)} LIMIT 1"
    return bool(rows(connection, query))


def shown(text: str) -> str:
    """Cut a text value, and make what would steer a terminal visible."""
    return f"regexp_replace(left({text}, {VALUE_LENGTH}), {CONTROL}, '\ufffd', 'g')"


def _raw(connection: DuckDBPyConnection, plan: Plan) -> str:
    found = rows(connection, f"DESCRIBE SELECT * FROM {plan.relation}")
    line = sql.name(f"{plan.file}_line")
    known = {"row_number": _row_number(line)}
    known |= {row[0]: sql.name(row[0]) for row in found}
    written = {name: value.expression for name, value in plan.values.items()}
    if plan.updated_at:
        written["version"] = plan.updated_at
    given = expressions.resolved(plan.name, written, known)
    raw = {f"raw_{name}": f"({text})" for name, text in given.items()}
    return f"SELECT {line} AS line, {sql.columns(raw)} FROM {plan.relation}"


def _row_number(line: str) -> str:
    number = f"({line} & {(1 << LINE_BITS) - 1})"
    return (
        f"CASE WHEN {line} >> {LINE_BITS} = 0 THEN CAST({number} AS VARCHAR) "
        f"ELSE ({line} >> {LINE_BITS}) || '-' || {number} END"
    )


def _version(plan: Plan, kind: str | None) -> str:
    given = sql.raw("version")
    if kind != "VARCHAR":
        return given if kind else ""
    form = sql.literal(plan.time_format or "%c")
    return f"coalesce(try_strptime({given}, {form}), TRY_CAST({given} AS TIMESTAMP))"


def _selected(
    raw: str, casts: list[Cast], version: str, *, hidden: Collection[str]
) -> str:
    values = {name: text for cast in casts for name, text in cast.values.items()}
    values |= {"version": version} if version else {}
    lost = [f"{sql.name(c.column)} := {c.rounding}" for c in casts if c.rounding]
    values |= {"rounded": f"struct_pack({', '.join(lost)})"} if lost else {}
    faults = [
        (cast.column, reason, condition)
        for cast in casts
        for reason, condition in cast.checks.items()
    ]
    fault = sql.case((f[2], str(i + 1)) for i, f in enumerate(faults))
    last = {column: i + 1 for i, (column, _, _) in enumerate(faults)}
    given = sql.case(
        (
            f"fault <= {i}",
            "NULL" if name in hidden else f"CAST({sql.raw(name)} AS VARCHAR)",
        )
        for name, i in last.items()
    )
    return (
        f"SELECT line, {sql.columns(values)}, "
        f"[{sql.listed(f[1] for f in faults)}][fault] AS reason, "
        f"[{sql.listed(f[0] for f in faults)}][fault] AS reason_column, "
        f"CASE WHEN fault IS NOT NULL THEN {shown(given)} END AS reason_value "
        f"FROM (SELECT *, {fault} AS fault FROM {_stepped(raw, casts)})"
    )


def _stepped(raw: str, casts: list[Cast]) -> str:
    query = f"({raw})"
    for level in _levels(casts):
        written = ", ".join(f"{text} AS {name}" for name, text in level)
        query = f"(SELECT *, {written} FROM {query})"
    return query


def _levels(casts: list[Cast]) -> Iterator[list[tuple[str, str]]]:
    deepest = max(len(cast.steps) for cast in casts)
    for depth in range(deepest):
        yield [cast.steps[depth] for cast in casts if len(cast.steps) > depth]


def _check_rows(connection: DuckDBPyConnection, plan: Plan) -> None:
    line = sql.name(f"{plan.file}_line")
    file = sql.name(plan.file)
    wanted = rows(connection, f"SELECT count(*), sum(hash({line})) FROM {file}")
    found = rows(
        connection, f"SELECT count(*), sum(hash(line)) FROM {cast_table(plan)}"
    )
    if wanted != found:
        others = ", and not the same ones" if wanted[0][0] == found[0][0] else ""
        raise InputError(
            f"{plan.name}: the relation should have one row per row of "
            f"'{plan.file}'; got {found[0][0]} rows for {wanted[0][0]}{others}."
        )
