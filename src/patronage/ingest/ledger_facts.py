"""What the accounting says about the ledger."""
# ruff: noqa: S608 - SQL is built from quoted names

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from patronage.errors import QualityError
from patronage.ingest import sql
from patronage.ingest.ambiguous import ambiguous_times
from patronage.ingest.counts import Counts, by_file, money_by_file, total
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan
from patronage.ingest.staging import cast_table, copies, kept, outputs, rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LARGEST_SUM = (1 << 63) - 1
SUMMED = ("amount", "discount", "cost", "quantity")


def ledger_facts(
    connection: DuckDBPyConnection,
    source: Source,
    ledger: Plan,
    previous: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the fields of an accounting that are about the ledger.

    Raises
    ------
    QualityError
        If amounts could add up to more than 64 bits hold.
    """
    _check_sums(connection, ledger)
    counted, money = by_file(connection, ledger), money_by_file(connection, ledger)
    files = {
        name: _fields("rows", total({file: counted.get(file, {})}))
        | _fields("money", total({file: money.get(file, {})}))
        for file, name in _names(connection, ledger)
    }
    return {
        "currency": source.currency.code,
        "money_scale": source.money_scale,
        **_fields("rows", total(counted)),
        **_fields("money", total(money)),
        "files": files,
        **_days(connection, ledger),
        "late_rows": _late(connection, ledger, files, previous),
        "ambiguous_times": ambiguous_times(connection, source, ledger),
        **_customers(connection),
        **_rounded(connection, ledger),
        "equal_rows_kept": _equal_rows(connection, ledger),
        "returns": _returns(connection, source, ledger),
    }


def _check_sums(connection: DuckDBPyConnection, ledger: Plan) -> None:
    columns = [name for name in outputs(connection, ledger) if name in SUMMED]
    sums = ", ".join(f"sum(abs({sql.name(name)}))" for name in columns)
    found = rows(connection, f"SELECT {sums} FROM {kept(ledger)}")[0]
    large = [
        name
        for name, value in zip(columns, found, strict=True)
        if value is not None and value > LARGEST_SUM
    ]
    if large:
        raise QualityError(
            f"ledger: values should add up to at most {LARGEST_SUM:,} parts; "
            f"{', '.join(large)} could add up to more."
        )


def _names(connection: DuckDBPyConnection, ledger: Plan) -> list[tuple[int, str]]:
    files = sql.name(f"{ledger.file}_files")
    return rows(connection, f"SELECT file, name FROM {files} ORDER BY file")


def _days(connection: DuckDBPyConnection, ledger: Plan) -> dict[str, Any]:
    query = (
        "SELECT CAST(min(order_day) AS VARCHAR), CAST(max(order_day) AS VARCHAR), "
        f"count(*) FILTER (amount = 0) FROM {kept(ledger)}"
    )
    names = ("first_day", "last_day", "zero_amounts")
    return dict(zip(names, rows(connection, query)[0], strict=True))


def _late(
    connection: DuckDBPyConnection,
    ledger: Plan,
    files: Mapping[str, Counts],
    previous: Mapping[str, Any],
) -> int:
    """Count new rows of days already covered; 0 where the data are other ones."""
    earlier = {name: _content(c) for name, c in previous.get("files", {}).items()}
    now = {name: _content(counts) for name, counts in files.items()}
    if not earlier or not earlier.items() <= now.items():
        return 0
    covered = sql.literal(previous["last_day"])
    query = (
        f"SELECT count(*) FROM {kept(ledger)} "
        f"WHERE order_day <= CAST({covered} AS DATE)"
    )
    return max(int(rows(connection, query)[0][0]) - previous["rows_ledger"], 0)


def _content(counts: Counts) -> tuple[int, int]:
    return counts["rows_read"], counts["money_read"]


def _customers(connection: DuckDBPyConnection) -> dict[str, int]:
    query = "SELECT count(*), count(*) FILTER (money < 0) FROM spans"
    customers, negative = rows(connection, query)[0]
    return {"customers": customers, "net_negative_customers": negative}


def _equal_rows(connection: DuckDBPyConnection, ledger: Plan) -> int:
    query = f"SELECT count(*) FROM {copies(ledger)} WHERE kept"
    return int(rows(connection, query)[0][0])


def _rounded(connection: DuckDBPyConnection, ledger: Plan) -> dict[str, Any]:
    """Count kept values finer than their scale, and add up what amounts have lost."""
    described = rows(connection, f"DESCRIBE {cast_table(ledger)}")
    if "rounded" not in {row[0] for row in described}:
        return {}
    lost = rows(connection, f"DESCRIBE SELECT rounded.* FROM {cast_table(ledger)}")
    names = [row[0] for row in lost]
    counts = ", ".join(f"count(rounded.{sql.name(name)})" for name in names)
    found = rows(connection, f"SELECT {counts} FROM {kept(ledger)}")[0]
    counted = {n: count for n, count in zip(names, found, strict=True) if count}
    if "amount" not in counted:
        return {"rounded": counted}
    query = f"SELECT CAST(sum(rounded.amount) AS VARCHAR) FROM {kept(ledger)}"
    return {"rounded": counted, "money_rounded": rows(connection, query)[0][0]}


def _returns(
    connection: DuckDBPyConnection, source: Source, ledger: Plan
) -> dict[str, int]:
    if "is_return" not in outputs(connection, ledger):
        return {}
    matched = "line IN (SELECT line FROM returned)" if source.returns else "false"
    query = (
        f"SELECT count(*), coalesce(sum(amount), 0), count(*) FILTER ({matched}), "
        f"coalesce(sum(amount) FILTER ({matched}), 0) FROM {kept(ledger)} "
        "WHERE is_return"
    )
    names = ("rows", "money", "matched", "money_matched")
    found = dict(zip(names, map(int, rows(connection, query)[0]), strict=True))
    return found | {"orphans": found["rows"] - found["matched"]}


def _fields(what: str, fates: Counts) -> dict[str, int]:
    return {
        f"{what}_{'ledger' if fate == 'kept' else fate}": count
        for fate, count in fates.items()
    }
