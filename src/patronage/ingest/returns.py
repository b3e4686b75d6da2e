"""Returned goods, each matched to the purchase that it undoes."""
# ruff: noqa: S608 - SQL is built from the source's own expressions, names are quoted

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from patronage.ingest import sql
from patronage.ingest.declared.source import Source
from patronage.ingest.plan import Plan, plans
from patronage.ingest.staging import kept, outputs

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

KEY = ("customer_id", "product_id", "quantity", "amount")


def match(connection: DuckDBPyConnection, source: Source) -> None:
    """Make the table `returned` (line, returned_day) of a source with returns.

    A return and the purchase that it undoes both have the day of the return. Who has
    no purchase to undo, and what is not returned, is absent. A return that names an
    order undoes a purchase of it, if one is left; any other, the latest one left. What
    a later return undoes changes nothing of what an earlier one has undone.
    """
    rules = source.returns
    if rules is None:
        return
    ledger = next(plans(source))
    connection.execute(
        _moves(ledger, outputs(connection, ledger), rules.original_order)
    )
    connection.execute(PAIRS)
    if rules.original_order:
        connection.execute(_paired("key, order_id"))
        _settle_contested(connection, rules.within_days)
    connection.execute(_paired("key", rules.within_days))
    connection.execute(RETURNED)
    connection.execute("DROP TABLE return_moves; DROP TABLE return_pairs")


def _settle_contested(connection: DuckDBPyConnection, within_days: int | None) -> None:
    """Pair anew, in time, goods of which some returns name an order and others none.

    Named returns were paired first; but an earlier return may have undone the purchase
    that a later one names, and must not lose it by what came after.
    """
    connection.execute(CONTESTED)
    connection.execute(
        "DELETE FROM return_pairs WHERE undone IN (SELECT line FROM contested)"
    )
    moves = connection.execute(
        "SELECT key, line, is_return, day, order_id FROM contested ORDER BY key, place"
    ).fetchall()
    pairs = [
        pair
        for _, group in itertools.groupby(moves, key=lambda move: move[0])
        for pair in _in_turn([move[1:] for move in group], within_days)
    ]
    if pairs:
        connection.executemany("INSERT INTO return_pairs VALUES (?, ?, ?)", pairs)
    connection.execute("DROP TABLE contested")


def _in_turn(
    moves: Sequence[tuple[int, bool, date, str]], within_days: int | None
) -> Iterator[tuple[int, int, date]]:
    """Pair the returns of one kind of goods as they come: bought, undone, day."""
    left: list[tuple[int, date, str]] = []
    limit = math.inf if within_days is None else within_days
    for line, is_return, day, order in moves:
        if not is_return:
            left.append((line, day, order))
            continue
        named = (each for each in reversed(left) if each[2] == order)
        near = (e for e in left[-1:] if (day - e[1]).days <= limit)
        found = next(named, None) or next(near, None)
        if found is not None:
            left.remove(found)
            yield found[0], line, day


def _moves(ledger: Plan, columns: list[str], original_order: str) -> str:
    """Rows with the customer, goods and money of a return, numbered in time.

    What has no product, and a correction below zero, is neither bought nor undone.
    `order_id` is the order of a purchase, and that which a return names. Rows that
    differ only in their lines are interchangeable.
    """
    order = f"if(is_return, ({original_order}), order_id)" if original_order else "NULL"
    relation = (
        "SELECT * REPLACE (abs(quantity) AS quantity, abs(amount) AS amount, "
        f"coalesce(is_return, false) AS is_return), {order} AS named_order "
        f"FROM {kept(ledger)} WHERE product_id IS NOT NULL AND (is_return "
        "OR (amount >= 0 AND coalesce(quantity, 0) >= 0))"
    )
    undone = f"SELECT DISTINCT {sql.names(KEY)} FROM goods WHERE is_return"
    same = " AND ".join(f"g.{name} IS NOT DISTINCT FROM u.{name}" for name in KEY)
    ties = ", ".join(f"g.{sql.name(name)}" for name in columns)
    return (
        f"CREATE TEMP TABLE return_moves AS WITH goods AS ({relation}), "
        f"undone AS (SELECT *, row_number() OVER () AS key FROM ({undone})) "
        "SELECT line, key, is_return, order_day AS day, named_order AS order_id, "
        "row_number() OVER (PARTITION BY key "
        f"ORDER BY ordered_at, is_return, {ties}, line) AS place "
        f"FROM goods g JOIN undone u ON {same}"
    )


CONTESTED = (
    "CREATE TEMP TABLE contested AS SELECT * FROM return_moves WHERE key IN ("
    "SELECT key FROM return_moves WHERE is_return GROUP BY key HAVING "
    "bool_or(line IN (SELECT undone FROM return_pairs)) AND "
    "bool_or(line NOT IN (SELECT undone FROM return_pairs)))"
)
PAIRS = "CREATE TEMP TABLE return_pairs (bought BIGINT, undone BIGINT, day DATE)"
RETURNED = (
    "CREATE TEMP TABLE returned AS "
    "SELECT unnest([bought, undone]) AS line, day AS returned_day FROM return_pairs"
)


def _paired(parts: str, within_days: int | None = None) -> str:
    """Give each return the latest purchase before it that no other return has.

    As of brackets, which purchases open and returns close: at each height the two
    take turns, so that the move before a return is its purchase, if there is any.
    """
    limit = "" if within_days is None else f"AND day - bought_day <= {within_days}"
    past = f"OVER (PARTITION BY {parts} ORDER BY place ROWS UNBOUNDED PRECEDING)"
    before = f"OVER (PARTITION BY {parts}, height ORDER BY place)"
    return (
        "INSERT INTO return_pairs WITH free AS (SELECT * FROM return_moves WHERE line "
        "NOT IN (SELECT unnest([bought, undone]) FROM return_pairs)), "
        f"summed AS (SELECT *, sum(if(is_return, -1, 1)) {past} AS total FROM free), "
        "levels AS (SELECT *, if(is_return, total + 1, total) AS height FROM summed), "
        f"closed AS (SELECT *, lag(line) {before} AS bought, "
        f"lag(day) {before} AS bought_day, lag(is_return) {before} AS was_return "
        "FROM levels) "
        "SELECT bought, line, day FROM closed "
        f"WHERE is_return AND NOT was_return {limit}"
    )
