"""One currency for a ledger: other codes by their dated rates, or not at all."""
# ruff: noqa: S608 - names are quoted, codes are letters

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from patronage.errors import ConfigError, QualityError
from patronage.ingest import sql
from patronage.ingest.casting.cast import Cast
from patronage.ingest.casting.times import MOST_STEPS, local_time
from patronage.ingest.declared.rows import Currency, Rate

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CODE = re.compile("[A-Z]{3}")
RATE = sql.name("rate_currency")
MIXED = "currency_mix"
TYPE, DECIMALS, BELOW = "DECIMAL(18, 9)", 9, 10**6


def code(money: Currency) -> Cast:
    """Read each row's currency, and what a unit of it is worth on the order's day.

    The cast has no column of its own: amounts use its step RATE. A foreign code is
    rejected as `currency_mix` where no rates are declared, as `no_rate` where none of
    its own is in force yet.

    Raises
    ------
    ConfigError
        If codes or rates are not what they should be.
    """
    _check(money)
    written, known = sql.name("written_currency"), sql.parsed("currency")
    given = f"nullif(upper(trim(CAST({sql.raw('currency')} AS VARCHAR))), '')"
    # The day is known only after the last step of a time.
    waiting = tuple((sql.name(f"waiting_{i}"), "NULL") for i in range(2, MOST_STEPS))
    return Cast(
        column="currency",
        steps=(
            (written, given),
            (known, _known(written, money)),
            *waiting,
            (RATE, _rate(known, money)),
        ),
        values={},
        checks=_checks(known, money),
    )


def check(connection: DuckDBPyConnection, table: str) -> None:
    """Refuse a table of cast rows that has a second currency and no rates for it.

    Raises
    ------
    QualityError
        Naming the codes, and how many rows have each.
    """
    found = connection.execute(
        f"SELECT upper(trim(reason_value)) AS code, count(*) FROM {sql.name(table)} "
        f"WHERE reason = '{MIXED}' GROUP BY code ORDER BY code"
    ).fetchall()
    if found:
        given = ", ".join(f"{code} in {count} rows" for code, count in found)
        raise QualityError(
            f"a ledger should have one currency, or dated rates of others; got {given}."
        )


def _known(written: str, money: Currency) -> str:
    if not money.aliases:
        return written
    arms = "".join(
        f"WHEN {sql.literal(alias.strip().upper())} THEN {sql.literal(usual)} "
        for alias, usual in money.aliases.items()
    )
    return f"CASE {written} {arms}ELSE {written} END"


def _checks(known: str, money: Currency) -> dict[str, str]:
    dated = f"{known} IS NOT NULL AND {local_time('ordered_at')} IS NOT NULL"
    return {
        "currency_code": (
            f"coalesce(NOT regexp_full_match({known}, '{CODE.pattern}'), true)"
        ),
        "no_rate" if money.rates else MIXED: f"{dated} AND {RATE} IS NULL",
    }


def _rate(known: str, money: Currency) -> str:
    arms = [(f"{known} = {sql.literal(money.code)}", "1")]
    day = f"CAST({local_time('ordered_at')} AS DATE)"
    for currency in sorted({rate.currency for rate in money.rates}):
        dated = sorted(_dated(r) for r in money.rates if r.currency == currency)
        arms.append((f"{known} = {sql.literal(currency)}", _in_force(day, dated)))
    return f"CAST({sql.case(arms)} AS {TYPE})"


def _in_force(day: str, dated: Sequence[tuple[date, Decimal]]) -> str:
    """Return SQL that halves the dates until one rate is left."""
    half = len(dated) // 2
    since, rate = dated[half]
    if not half:
        return f"CASE WHEN {day} >= DATE '{since}' THEN {rate:f} END"
    earlier, later = _in_force(day, dated[:half]), _in_force(day, dated[half:])
    return f"CASE WHEN {day} < DATE '{since}' THEN {earlier} ELSE {later} END"


def _check(money: Currency) -> None:
    codes = [money.code, *money.aliases.values(), *(r.currency for r in money.rates)]
    wrong = [code for code in codes if not CODE.fullmatch(code)]
    if wrong:
        raise ConfigError(
            f"a currency's code should be three capital letters; got {wrong[0]!r}."
        )
    days = [(rate.currency, _dated(rate)[0]) for rate in money.rates]
    twice = [day for day in days if days.count(day) > 1 or day[0] == money.code]
    if twice:
        raise ConfigError(
            "a foreign currency should have one rate from a day on; got "
            f"{twice[0][0]} since {twice[0][1]}."
        )


def _dated(rate: Rate) -> tuple[date, Decimal]:
    try:
        since, worth = date.fromisoformat(str(rate.since)), Decimal(str(rate.rate))
        fits = 0 < worth < BELOW and worth == round(worth, DECIMALS)
    except (ValueError, InvalidOperation):
        fits = False
    if not fits:
        raise ConfigError(
            f"a rate should be a number below {BELOW:,} of up to {DECIMALS} decimals, "
            f"since an ISO day; got {rate.rate!r} since {rate.since!r}."
        )
    return since, worth
