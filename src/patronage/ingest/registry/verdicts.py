"""Of several claims about one field of one customer, the one to keep."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from patronage.ingest import sql
from patronage.ingest.declared.source import Source

ORDERS = {
    "newest": "newest DESC NULLS LAST, rank, value",
    "majority": "votes DESC, rank, value",
    "lowest": "rank, value",
    "highest": "rank DESC, value DESC",
}
# A sum of floats depends on the order of its terms: they are sorted first.
AVERAGES = {
    "median": "median(rank)",
    "mean": "list_avg(list(rank ORDER BY rank))",
}
CELL = "customer_id, field"


def candidates(claims: str) -> str:
    """Return SQL for the claims that count: the owner's where it made any."""
    return (
        f"SELECT * FROM {claims} WHERE allowed "
        f"QUALIFY owned OR NOT bool_or(owned) OVER (PARTITION BY {CELL})"
    )


def verdicts(source: Source, candidates: str) -> str:
    """Return SQL for the value to keep of each cell, by its field's rule.

    What a rule leaves equal, the smallest value decides: the order of rows is never
    seen.
    """
    rules = {field.reconcile for field in source.fields.values()}
    parts = [
        _averaged(source, rule, candidates)
        if rule in AVERAGES
        else _chosen(source, rule, candidates)
        for rule in sorted(rules)
    ]
    return " UNION ALL ".join(parts)


def conflicts(source: Source, claims: str, candidates: str, verdicts: str) -> str:
    """Return SQL for the table of conflicts, a row per cell."""
    reconcile = sql.case(
        (f"field = {sql.literal(name)}", sql.literal(field.reconcile))
        for name, field in source.fields.items()
    )
    return (
        f"SELECT {CELL}, any_value(verdict) AS kept, "
        "coalesce(string_agg(DISTINCT value, ' | ' ORDER BY value) FILTER ("
        "value IS DISTINCT FROM verdict), '') AS others, "
        "concat_ws(', ', "
        "CASE WHEN bool_or(owned AND allowed) AND bool_or(allowed AND NOT owned) "
        "THEN 'owner' END, "
        f"CASE WHEN any_value(opinions) > 1 THEN {reconcile} END, "
        "CASE WHEN NOT bool_and(allowed) THEN 'not a writer' END) AS rule, "
        "count(*) AS reports, "
        "count(*) FILTER (value = verdict) / count(*) AS agreement "
        f"FROM {claims} LEFT JOIN (SELECT {CELL}, value AS verdict FROM {verdicts}) "
        f"USING ({CELL}) LEFT JOIN (SELECT {CELL}, count(DISTINCT value) AS opinions "
        f"FROM {candidates} GROUP BY {CELL}) USING ({CELL}) GROUP BY {CELL}"
    )


def _chosen(source: Source, rule: str, candidates: str) -> str:
    return (
        f"SELECT {CELL}, value FROM (SELECT {CELL}, rank, value, count(*) AS votes, "
        f"max(reported) AS newest FROM {candidates} WHERE {_of(source, rule)} "
        f"GROUP BY {CELL}, rank, value) "
        f"QUALIFY row_number() OVER (PARTITION BY {CELL} ORDER BY {ORDERS[rule]}) = 1"
    )


def _averaged(source: Source, rule: str, candidates: str) -> str:
    return (
        f"SELECT {CELL}, CAST({AVERAGES[rule]} AS VARCHAR) AS value "
        f"FROM {candidates} WHERE {_of(source, rule)} GROUP BY {CELL}"
    )


def _of(source: Source, rule: str) -> str:
    names = (n for n, field in source.fields.items() if field.reconcile == rule)
    return f"field IN ({sql.listed(names)})"
