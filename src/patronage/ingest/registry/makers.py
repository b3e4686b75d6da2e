"""Who is behind each change of a checked field."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Sequence

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.registry.people import PERSON
from patronage.ingest.registry.reports import claims, departments
from patronage.ingest.registry.verdicts import AVERAGES

CELL = "customer_id, field"


def with_makers(source: Source, fields: Sequence[str], cells: str) -> str:
    """Return SQL for changed `cells` with their makers: who say the new value.

    Of averages these are all who say any, and where nobody says anything the
    departments. `persons` has the makers as `person` knows them; `named` says whether
    any is a person, `unnamed` whether a row should name its maker and does not.
    """
    silent = sql.case(
        (f"field = {sql.literal(n)}", f"[{sql.listed(departments(source, n))}]")
        for n in fields
    )
    return (
        f"SELECT *, list_transform(makers, lambda who: {PERSON}(who)) AS persons "
        f"FROM (SELECT * REPLACE (coalesce(makers, {silent}) AS makers, "
        "coalesce(named, false) AS named, coalesce(unnamed, false) AS unnamed) "
        f"FROM {cells} LEFT JOIN (SELECT {CELL}, "
        "list(DISTINCT who ORDER BY who) AS makers, bool_or(named) AS named, "
        f"bool_or(unnamed) AS unnamed FROM ({_behind(source, fields, cells)}) "
        f"GROUP BY {CELL}) USING ({CELL}))"
    )


def _behind(source: Source, fields: Sequence[str], cells: str) -> str:
    averaged = [n for n in fields if source.fields[n].reconcile in AVERAGES]
    own = f"AND field NOT IN ({sql.listed(averaged)})" if averaged else ""
    telling = [name for name, table in source.customers.items() if table.maker]
    should = f"department IN ({sql.listed(telling)})" if telling else "false"
    return (
        f"SELECT {CELL}, named, NOT named AND {should} AS unnamed, "
        "CASE WHEN named THEN maker ELSE department END AS who, "
        f"value IS NOT DISTINCT FROM new_value {own} AS says "
        f"FROM (SELECT *, coalesce({PERSON}(maker) <> '', false) AS named "
        f"FROM ({claims(source, fields, cells, silent=True)})) JOIN {cells} "
        f"USING ({CELL}) WHERE allowed "
        f"QUALIFY says OR NOT bool_or(says) OVER (PARTITION BY {CELL})"
    )
