"""What was known of each customer on each day: no day sees later reports."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.registry.reports import claims, may_write, reports
from patronage.ingest.registry.stamps import TIME
from patronage.ingest.registry.verdicts import candidates, verdicts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A report that bears no day, or none that can be read, has always been known.
ALWAYS, NEVER = "DATE '0001-01-01'", "DATE '9999-12-31'"
SAID, CELLS = sql.name("said by day"), sql.name("cells that change")
DATED, STANDING = sql.name("dated claims"), sql.name("claims that stand")
COUNTED, VERDICTS = sql.name("claims that count by day"), sql.name("verdicts by day")
KNOWN = sql.name("known by day")
CELL = "customer_id, field"


def are_dated(source: Source) -> bool:
    """Say whether any department tells when it reports."""
    return any(table.updated_at for table in source.customers.values())


def keep(connection: DuckDBPyConnection, source: Source) -> None:
    """Make `records`: customer_id, since_day, and the fields.

    A row is what the reports up to the end of its day say together, by the rules that
    make `resolved_customers`, and stands until the customer's next one: the last is
    what is kept there: a change that waits for confirmation has not been known.
    """
    made = {
        SAID: _said(source),
        CELLS: _cells(source),
        DATED: _dated(source),
        STANDING: _standing(),
        COUNTED: candidates(STANDING),
        VERDICTS: verdicts(source, COUNTED),
        KNOWN: _known(source),
        "records": _records(source),
    }
    for name, query in made.items():
        connection.execute(f"CREATE TEMP TABLE {name} AS {query}")
    for name in made.keys() - {"records"}:
        connection.execute(f"DROP TABLE {name}")


def _said(source: Source) -> str:
    """Each customer's days; of fields on which the reports of a day differ, any two."""
    rows = " UNION ALL BY NAME ".join(
        _of(source, department) for department in source.customers
    )
    values = {name: f"min({sql.name(name)})" for name in source.fields}
    values |= {f"most {name}": f"max({sql.name(name)})" for name in source.fields}
    return (
        f"SELECT customer_id, day, {sql.columns(values)} FROM ({rows}) "
        "GROUP BY customer_id, day"
    )


def _of(source: Source, department: str) -> str:
    columns = [
        sql.name(name)
        for name in source.customers[department].columns
        if may_write(source, name, department)
    ]
    named = ", ".join(["customer_id", f"{_day(TIME)} AS day", *columns])
    return f"SELECT {named} FROM {reports(department)}"


def _day(time: str) -> str:
    return f"coalesce(CAST({time} AS DATE), {ALWAYS})"


def _cells(source: Source) -> str:
    differ = {
        name: f"coalesce(min({sql.name(name)}) <> "
        f"max({sql.name(f'most {name}')}), false)"
        for name in source.fields
    }
    return (
        f"SELECT {CELL} FROM (UNPIVOT (SELECT customer_id, {sql.columns(differ)} "
        f"FROM {SAID} GROUP BY customer_id) ON {sql.names(differ)} "
        "INTO NAME field VALUE differ) WHERE differ"
    )


def _dated(source: Source) -> str:
    """What is claimed of cells that change, and the day on which it stands no more.

    Of the newest claim, older ones need not be looked at: those of owner and others
    apart, since an owner's outdoes all.
    """
    newest = sql.listed(
        name for name, field in source.fields.items() if field.reconcile == "newest"
    )
    return (
        f"SELECT *, CASE WHEN field IN ({newest or 'NULL'}) THEN coalesce(min(day) "
        f"OVER (PARTITION BY {CELL}, owned ORDER BY day RANGE BETWEEN INTERVAL 1 DAY "
        f"FOLLOWING AND UNBOUNDED FOLLOWING), {NEVER}) ELSE {NEVER} END AS until "
        f"FROM (SELECT *, {_day('reported')} AS day "
        f"FROM ({claims(source, source.fields, CELLS)}) WHERE allowed)"
    )


def _standing() -> str:
    """The claims of each cell on each of its days: a cell and day is one to decide."""
    return (
        "SELECT struct_pack(id := c.customer_id, day := d.day) AS customer_id, "
        "c.* EXCLUDE (customer_id, day, until) "
        f"FROM {DATED} AS c JOIN (SELECT DISTINCT {CELL}, day FROM {DATED}) AS d "
        f"USING ({CELL}) WHERE c.day <= d.day AND c.until > d.day"
    )


def _known(source: Source) -> str:
    """What is known of each customer by the end of each of his days."""
    decided = {
        name: f"max(value) FILTER (field = {sql.literal(name)})"
        for name in source.fields
    }
    values = {
        name: f"last_value({_at(source, name)} IGNORE NULLS) OVER "
        "(PARTITION BY customer_id ORDER BY day)"
        for name in source.fields
    }
    return (
        f"SELECT customer_id, day AS since_day, {sql.columns(values)} "
        f"FROM {SAID} AS said LEFT JOIN (SELECT customer_id.id AS customer_id, "
        f"customer_id.day AS day, {sql.columns(decided)} FROM {VERDICTS} "
        "GROUP BY ALL) AS decided USING (customer_id, day)"
    )


def _at(source: Source, name: str) -> str:
    kind = "DOUBLE" if source.fields[name].kind == "numeric" else "VARCHAR"
    field = sql.name(name)
    return f"coalesce(CAST(decided.{field} AS {kind}), said.{field})"


def _records(source: Source) -> str:
    """The days on which anything changes; and what waits, has not changed."""
    record = f"ROW({sql.names(source.fields)})"
    kept = {name: _settled(source, name) for name in source.fields}
    waits = {
        f"{part}_{i}": f"{how} FILTER (field = {sql.literal(name)})"
        for i, name in enumerate(source.fields)
        for part, how in (("waits", "count(*)"), ("new", "max(new_value)"))
    }
    return (
        f"SELECT * FROM (SELECT customer_id, since_day, {sql.columns(kept)} "
        f"FROM {KNOWN} AS known JOIN resolved_customers AS kept USING (customer_id) "
        f"LEFT JOIN (SELECT customer_id, {sql.columns(waits)} FROM pending_changes "
        "GROUP BY customer_id) AS waiting USING (customer_id)) "
        f"QUALIFY {record} IS DISTINCT FROM lag({record}) OVER "
        "(PARTITION BY customer_id ORDER BY since_day)"
    )


def _settled(source: Source, name: str) -> str:
    """A field as it was known, but for the last days, on which a change waits."""
    field, i = sql.name(name), list(source.fields).index(name)
    kind = "DOUBLE" if source.fields[name].kind == "numeric" else "VARCHAR"
    new = f"TRY_CAST(waiting.new_{i} AS {kind})"
    before = (
        f"max(since_day) FILTER (known.{field} IS DISTINCT FROM {new}) "
        "OVER (PARTITION BY customer_id)"
    )
    return (
        f"CASE WHEN waiting.waits_{i} > 0 "
        f"AND ({before} IS NULL OR since_day > {before}) "
        f"THEN kept.{field} ELSE known.{field} END"
    )
