"""What departments say about customers, made one record of each."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patronage.errors import ConfigError
from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.registry.reports import (
    claims,
    departments,
    gather,
    may_write,
    reports,
)
from patronage.ingest.registry.verdicts import candidates, conflicts, verdicts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SETTLED, DISPUTED = sql.name("settled fields"), sql.name("disputed cells")
CLAIMS, CANDIDATES = sql.name("disputed claims"), sql.name("claims that count")
VERDICTS = sql.name("verdicts on claims")
KEPT = {"conflicts", "resolved_customers"}


def resolve(
    connection: DuckDBPyConnection, source: Source, plans: Sequence[Plan]
) -> None:
    """Make `resolved_customers`, a row per customer, and the table `conflicts`.

    Most fields of most customers are claimed once, or alike: only the others are
    looked at claim by claim.

    Raises
    ------
    ConfigError
        If no department that fills a field may write it.
    """
    for field in source.fields:
        _check_writers(source, field)
    gather(connection, source, plans)
    made = _tables(source)
    for name, query in made.items():
        connection.execute(f"CREATE TEMP TABLE {name} AS {query}")
    for name in made.keys() - KEPT:
        connection.execute(f"DROP TABLE {name}")


def _check_writers(source: Source, field: str) -> None:
    filled = departments(source, field)
    if not any(may_write(source, field, department) for department in filled):
        raise ConfigError(
            f"field '{field}' should be filled by one of its writers "
            f"({', '.join(source.fields[field].writers)}); "
            f"it is filled by {', '.join(filled)}."
        )


def _settled(source: Source) -> str:
    """Return SQL for each customer's fields where all that count say the same."""
    rows = " UNION ALL BY NAME ".join(
        _said(source, department) for department in source.customers
    )
    fields = (
        f"min({sql.name(name)}) AS {sql.name(name)}, "
        f"{_is_disputed(source, name)} AS {_disputed_flag(name)}"
        for name in source.fields
    )
    return f"SELECT customer_id, {', '.join(fields)} FROM ({rows}) GROUP BY customer_id"


def _said(source: Source, department: str) -> str:
    columns = {
        name if may_write(source, name, department) else f"ignored {name}": name
        for name in source.customers[department].columns
    }
    named = sql.columns({new: sql.name(name) for new, name in columns.items()})
    return f"SELECT customer_id, {named} FROM {reports(department)}"


def _is_disputed(source: Source, name: str) -> str:
    least, most = f"min({sql.name(name)})", f"max({sql.name(name)})"
    differ = f"coalesce({least} <> {most}, false)"
    if all(may_write(source, name, d) for d in departments(source, name)):
        return differ
    ignored = sql.name(f"ignored {name}")
    return (
        f"{differ} OR (count({ignored}) > 0 AND (min({ignored}) IS DISTINCT FROM "
        f"{least} OR max({ignored}) IS DISTINCT FROM {least}))"
    )


def _disputed_flag(name: str) -> str:
    return sql.name(f"disputed {name}")


def _tables(source: Source) -> dict[str, str]:
    """Return SQL by table, in the order in which they build on each other."""
    cells = " UNION ALL ".join(
        f"SELECT customer_id, {sql.literal(name)} AS field FROM {SETTLED} "
        f"WHERE {_disputed_flag(name)}"
        for name in source.fields
    )
    return {
        SETTLED: _settled(source),
        DISPUTED: cells,
        CLAIMS: claims(source, source.fields, DISPUTED),
        CANDIDATES: candidates(CLAIMS),
        VERDICTS: verdicts(source, CANDIDATES),
        "conflicts": conflicts(source, CLAIMS, CANDIDATES, VERDICTS),
        "resolved_customers": _resolved(source),
    }


def _resolved(source: Source) -> str:
    decided = {
        name: f"max(value) FILTER (field = {sql.literal(name)})"
        for name in source.fields
    }
    fields = {name: _kept(source, name) for name in source.fields}
    return (
        f"SELECT customer_id, {sql.columns(fields)} FROM {SETTLED} AS settled "
        f"LEFT JOIN (SELECT customer_id, {sql.columns(decided)} FROM {VERDICTS} "
        "GROUP BY customer_id) AS decided USING (customer_id)"
    )


def _kept(source: Source, name: str) -> str:
    kind = "DOUBLE" if source.fields[name].kind == "numeric" else "VARCHAR"
    value = sql.name(name)
    return (
        f"CASE WHEN {_disputed_flag(name)} THEN CAST(decided.{value} AS {kind}) "
        f"ELSE settled.{value} END"
    )
