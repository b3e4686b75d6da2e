"""A shop whose every id, contact and secret would be known again wherever it stood."""

from __future__ import annotations

import csv
import io
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from commands import command
from faults.payloads import HIDDEN, PAYLOADS

from patronage import io as tables

CUSTOMERS = 180
FIRST, LAST = date(2023, 1, 2), date(2024, 6, 28)
PASSWORD, TOKEN, SECRET = "hunter2-canary", "tok-canary-4711", "env-canary-0815"
FEW = 9  # what so few do or are is counted, not described
RARE, BOUGHT, SAID = "rare-canary", "bought-canary", "item-canary"
NAMES = [text for text in PAYLOADS if not HIDDEN & {*text}]
HOSTILE = [text for text in PAYLOADS if HIDDEN & {*text}]
QUICK = [
    "as_of='2024-03-31'",
    "selection=fixed",
    "selection.n_clusters=3",
    "n_bootstraps=2",
    "n_nulls=0",
    "n_jobs=1",
    "compare.resamples=20",
    "schemes=[kmeans,tier3]",
]


def customer(number: int) -> str:
    """An id: a mail address, a telephone number or a card's number."""
    kinds = (
        f"ann{number:03}@canary.example",
        f"+86139{number:08}",
        f"CARD{number:04}X",
    )
    return kinds[number % 3]


def canaries() -> set[str]:
    """Everything that may stand among the user's own tables, and nowhere else."""
    every = range(CUSTOMERS)
    ids = {customer(number) for number in every}
    held = {made(number) for number in every for made in (_mail, _nickname, _said)}
    return ids | held | {PASSWORD, TOKEN, SECRET, "bad-canary"}


def _mail(number: int) -> str:
    return f"private{number:03}@canary.example"


def _nickname(number: int) -> str:
    return f"nick-canary-{number:03}"


def _said(number: int) -> str:
    return f"call me at 0815-{number:05}"


def _sales() -> Iterator[tuple[str, ...]]:
    yield "who", "day", "what", "brand", "paid"
    for number in range(CUSTOMERS):
        step, day = 5 + number % 37, FIRST + timedelta(days=number % 11)
        while day <= LAST:
            what = NAMES[(number + day.day) % len(NAMES)]
            brand = NAMES[number % 5]
            paid = f"{5 + number % 23 + day.day % 7}.50"
            yield customer(number), day.isoformat(), what, brand, paid
            if number < FEW:
                yield customer(number), day.isoformat(), BOUGHT, BOUGHT, paid
            day += timedelta(days=step)
    yield customer(7), "2024-01-01", "tea", "x", "bad-canary"
    for number, text in enumerate(HOSTILE):
        yield customer(number), "2024-01-01", text, text, "2.00"


def _people() -> Iterator[tuple[str, ...]]:
    yield "who", "town", "mail", "nickname", "club"
    for number in range(CUSTOMERS):
        town = NAMES[number % 6]
        club = RARE if number < FEW else "plain"
        yield customer(number), town, _mail(number), _nickname(number), club


def _answers() -> Iterator[tuple[str, ...]]:
    yield "who", "day", "item", "score", "text"
    for number in range(CUSTOMERS):
        item = SAID if number < FEW else NAMES[number % 3]
        yield customer(number), "2024-03-01", item, str(number % 5 + 1), _said(number)


FIELD = {"kind": "categorical", "block": "basic", "owner": "crm"}
FILES = {"sales": _sales, "people": _people, "answers": _answers}
PLACE = "CANARY_PLACE"
SOURCE: dict[str, Any] = {
    "_target_": "patronage.ingest.Source",
    "name": "canaries <img src=x onerror=alert(1)>",
    "description": f"SYNTHETIC {' '.join(PAYLOADS)}".replace("${", ""),
    "currency": "EUR",
    "time_zone": "UTC",
    "business_time_zone": "UTC",
    "files": {
        name: {"path": f"${{oc.env:{PLACE}}}/{name}.csv", "format": "csv"}
        for name in FILES
    },
    "ledger": {
        "file": "sales",
        "has_time": False,
        "time_format": "%Y-%m-%d",
        "columns": {
            "customer_id": "who",
            "order_id": "who || '-' || day",
            "ordered_at": "day",
            "amount": "paid",
            "product_id": "what",
            "category": "what",
            "brand": "brand",
        },
    },
    "fields": {
        "town": FIELD,
        "nickname": FIELD,
        "club": FIELD,
        "mail": FIELD | {"sensitive": True, "readers": ["care"]},
    },
    "customers": {
        "crm": {
            "file": "people",
            "customer_id": "who",
            "columns": {name: name for name in ("town", "nickname", "club", "mail")},
        }
    },
    "feedback": {
        "file": "answers",
        "has_time": False,
        "time_format": "%Y-%m-%d",
        "columns": {
            "customer_id": "who",
            "answered_at": "day",
            "item": "item",
            "kind": "'satisfaction'",
            "subject": "'own'",
            "score": "score",
            "scale_low": "'1'",
            "scale_high": "'5'",
            "text": "text",
        },
    },
}


@dataclass(frozen=True)
class CanaryShop:
    """The shop in a folder, its tables and its runs."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def runs(self) -> Path:
        return self.folder / "runs"

    @property
    def tables(self) -> tables.Folder:
        return tables.Folder(self.data, SOURCE["name"])

    @property
    def inputs(self) -> Path:
        """The folder of its files, which only the environment names."""
        return self.folder / SECRET

    def build(self) -> CanaryShop:
        """Write its files, and the yaml that declares them."""
        self.inputs.mkdir()
        for name, rows in FILES.items():
            written = io.StringIO()
            csv.writer(written).writerows(rows())
            path = self.inputs / f"{name}.csv"
            path.write_text(written.getvalue(), encoding="utf-8", newline="")
        conf = self.folder / "conf/source"
        conf.mkdir(parents=True)
        text = yaml.safe_dump(SOURCE, allow_unicode=True)
        (conf / "canaries.yaml").write_text(text, encoding="utf-8")
        return self

    def run(
        self, stage: str, *overrides: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command on it."""
        known = {PLACE: str(self.inputs), "CANARY_TOKEN": TOKEN}
        settings = [
            f"hydra.searchpath=[file://{self.folder}/conf]",
            "source=canaries",
            f"paths.data={self.data}",
            f"paths.runs={self.runs}",
        ]
        return command(stage, *settings, *QUICK, *overrides, **known, **environment)


def texts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a folder, unpacked where it is an archive or a database."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield str(path), path.name.encode() + path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path}!{name}", archive.read(name)
        if path.suffix == ".db":
            with sqlite3.connect(path) as connection:
                yield f"{path}!", "\n".join(connection.iterdump()).encode()


def found(words: set[str], folder: Path) -> dict[str, list[str]]:
    """Where in a folder any of these words stand."""
    sought = [word.encode() for word in words]
    hits = {
        name: sorted(word.decode() for word in sought if word in content)
        for name, content in texts(folder)
    }
    return {name: words for name, words in hits.items() if words}
