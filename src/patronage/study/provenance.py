"""What a page was made of: the data, how good they are, and with what."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from patronage import io
from patronage.study import intake
from patronage.tables import CUSTOMERS, DATA_QUALITY, FEATURES, LEDGER

if TYPE_CHECKING:
    from patronage.profiles import Wording

LIBRARIES = ("patronage", "numpy", "pandas", "scikit-learn")
DIGITS = 12


def facts_of(folder: io.Folder) -> dict[str, Any]:
    """Return what the features were made with, whatever is asked for now."""
    made = io.metadata(FEATURES, folder)
    days = {name: int(made[name]) for name in ("window_days", "horizon_days")}
    return {"as_of": made["as_of"], **days}


def made_of(folder: io.Folder, wording: Wording) -> list[tuple[str, str]]:
    """Say which data, seen how far, and which versions: label and answer."""
    facts, say = facts_of(folder), wording.say
    table = LEDGER if folder.path(LEDGER).exists() else CUSTOMERS
    window, horizon = facts["window_days"], facts["horizon_days"]
    return [
        (
            say("Days", "天数"),
            say(
                f"{window} days looked back, {horizon} days ahead",
                f"回看 {window} 天，前看 {horizon} 天",
            ),
        ),
        (say("Data", "数据"), _digest(io.fingerprint(table, folder))),
        (say("Features", "特征"), _digest(io.fingerprint(FEATURES, folder))),
        (say("Versions", "版本"), ", ".join(_versions())),
    ]


def quality_line(folder: io.Folder, wording: Wording) -> str:
    """Say in a sentence how good the data are."""
    told, quality = intake.read_accounting(folder), io.read(DATA_QUALITY, folder)
    complete, valid = (quality[each].mean() for each in ("completeness", "validity"))
    shares = wording.percent(float(complete)), wording.percent(float(valid))
    return wording.say(
        f"{_rows(told, wording)}; values are {shares[0]} complete, {shares[1]} valid.",
        f"{_rows(told, wording)}；数值完整率 {shares[0]}，有效率 {shares[1]}。",
    )


def _rows(told: Mapping[str, Any], wording: Wording) -> str:
    """Count the rows of the ledger; without one, the customers."""
    count, say = wording.count, wording.say
    if not told["currency"]:
        n = count(told["customers"])
        return say(f"{n} customers, no transactions", f"{n} 位客户，无交易记录")
    read, kept = count(told["rows_read"]), count(told["rows_ledger"])
    rejected = count(told["rows_quarantined"])
    return say(
        f"{read} rows read, {kept} in the ledger, {rejected} rejected",
        f"读入 {read} 行，入账 {kept} 行，拒绝 {rejected} 行",
    )


def _versions() -> list[str]:
    named = [f"{name} {version(name)}" for name in LIBRARIES]
    return [*named, f"Python {platform.python_version()}"]


def _digest(fingerprint: str) -> str:
    return f"SHA-256 {fingerprint[:DIGITS]}"
