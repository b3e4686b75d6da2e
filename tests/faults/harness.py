"""Hold what came out of an ingest against what must."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from faults.corpus import Case
from faults.shop import Shop, Tables


def part(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is found of what is wanted, also within mappings."""
    return {
        name: part(found[name], value)
        if isinstance(value, Mapping) and isinstance(found.get(name), Mapping)
        else found.get(name)
        for name, value in wanted.items()
    }


def check(case: Case, folder: Path, plain: Tables, **environment: str) -> Shop:
    """Take a case in over the plain shop's tables, and assert all that it says."""
    shop = Shop(folder)
    shop.declare(case)
    keep(shop, plain)
    before = _inputs(shop)
    done = shop.run(seconds=case.seconds, **environment)
    assert done.returncode == case.code, done.stderr + done.stdout
    if case.code:
        assert_refused(done, case.says)
        assert shop.tables() == plain
    else:
        assert_taken_in(shop, case, plain)
        assert "Traceback" not in done.stderr
        missing = [part for part in case.says if part not in done.stdout]
        assert not missing, done.stdout
    assert _inputs(shop) == before
    assert_nothing_left(shop)
    return shop


def keep(shop: Shop, tables: Tables) -> None:
    """Let tables stand as those of an earlier run."""
    shop.published.mkdir(parents=True)
    for name, content in tables.items():
        (shop.published / name).write_bytes(content)


def assert_refused(done: subprocess.CompletedProcess[str], says: Sequence[str]) -> None:
    """One sentence, which names the rule and the offender."""
    sentences = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(sentences) == 1, done.stderr
    assert sentences[0].startswith("patronage: ")
    missing = [part for part in says if part not in sentences[0]]
    assert not missing, sentences[0]


def assert_taken_in(shop: Shop, case: Case, plain: Tables) -> None:
    """Rows, money, quarantine and ledger are what the case says."""
    assert_closed(shop)
    assert shop.rejected() == sorted(case.rejected, key=lambda r: (r.file, r.line))
    ledger = shop.table("ledger")
    for name, values in case.holds.items():
        assert ledger[name].tolist() == list(values), name
    assert part(shop.accounting(), case.facts) == case.facts
    if case.plain:
        assert shop.tables()["ledger.parquet"] == plain["ledger.parquet"]


def assert_closed(shop: Shop) -> None:
    """No row and no cent without a fate, by the tables as by the accounting."""
    facts, ledger = shop.accounting(), shop.table("ledger")
    for what in ("rows", "money"):
        fates = [
            facts[f"{what}_{f}"] for f in ("ledger", "quarantined", "deduplicated")
        ]
        assert sum(fates) == facts[f"{what}_read"]
    assert facts["rows_ledger"] == len(ledger)
    assert facts["money_ledger"] == ledger["amount"].sum()
    of_sales = [r for r in shop.rejected() if r.file.split("/")[0] == "sales"]
    assert facts["rows_quarantined"] == len(of_sales)


def assert_nothing_left(shop: Shop) -> None:
    """No temporary file or folder stays beside the tables and the cast rows."""
    parts = shop.published.with_name("shop.parts")
    stray = [
        path
        for path in (shop.folder / "data").rglob("*")
        if path.parent not in (shop.published, parts)
        and path.is_file()
        and path.suffix != ".lock"
    ]
    assert not stray
    assert {path.name for path in parts.parent.iterdir()} <= {"shop", parts.name}
    assert all(path.suffix == ".parquet" for path in parts.glob("*"))
    assert all(not path.name.startswith(".") for path in shop.published.iterdir())


def _inputs(shop: Shop) -> dict[str, int]:
    return {
        str(path): path.stat().st_size
        for path in sorted(shop.inputs.rglob("*"))
        if path.is_file()
    }
