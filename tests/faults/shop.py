"""A shop in a folder: its yaml, its inputs, its tables, and the commands on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from commands import ROOT
from faults.corpus import Case, Rejected
from forked import forked

PEAK = """
import resource, subprocess, sys
code = subprocess.call([sys.executable, *sys.argv[2:]], timeout=float(sys.argv[1]))
print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
SHOP = {
    "_target_": "patronage.ingest.Source",
    "name": "shop",
    "description": "a small shop",
    "currency": "EUR",
    "time_zone": "UTC",
    "business_time_zone": "UTC",
    "quarantine_limit": 1,
    "missing_customer_limit": 1,
    "files": {"sales": {"path": "sales.csv", "format": "csv"}},
    "ledger": {
        "file": "sales",
        "time_format": "%Y-%m-%d %H:%M",
        "columns": {
            "customer_id": "who",
            "order_id": "order",
            "ordered_at": "at",
            "product_id": "what",
            "quantity": "n",
            "amount": "paid",
        },
    },
}
Tables = dict[str, bytes]


@dataclass(frozen=True)
class Shop:
    """A folder with a shop's yaml, its inputs and its tables."""

    folder: Path

    @property
    def inputs(self) -> Path:
        return self.folder / "in"

    @property
    def published(self) -> Path:
        return self.folder / "data/interim/shop"

    def declare(self, case: Case) -> None:
        """Write the yaml, and the files that are not there yet."""
        source = merged(SHOP, {"files": {"sales": case.file}, "ledger": case.ledger})
        source = merged(source, case.source)
        for file in source["files"].values():
            path = file["path"]
            file["path"] = path if "://" in path else str(self.inputs / path)
        conf = self.folder / "conf/source"
        conf.mkdir(parents=True, exist_ok=True)
        (conf / "shop.yaml").write_text(yaml.safe_dump(source), encoding="utf-8")
        self.inputs.mkdir(exist_ok=True)
        for name, content in case.files.items():
            self.put(name, content)
        if case.make is not None:
            case.make(self.inputs)

    def put(self, name: str, content: bytes) -> Path:
        """Lay a file among the inputs."""
        path = self.inputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def arguments(self, stage: str = "ingest", *overrides: str) -> list[str]:
        """The command as a user types it, after `python`."""
        return [
            "-m",
            f"pipelines.{stage}",
            f"hydra.searchpath=[file://{self.folder}/conf]",
            "source=shop",
            f"paths.data={self.folder / 'data'}",
            f"paths.runs={self.folder / 'runs'}",
            "tracking.enabled=false",
            *overrides,
        ]

    def run(
        self,
        stage: str = "ingest",
        *overrides: str,
        seconds: int = 120,
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run one stage to its end, in a process that has imported much already."""
        return forked(
            self.arguments(stage, *overrides),
            root=ROOT,
            seconds=seconds,
            environment=os.environ | environment,
        )

    def run_anew(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Take the source in as a user does: Python starts, and imports."""
        return commanded(self.arguments(), 120, environment)

    def run_measured(self) -> tuple[subprocess.CompletedProcess[str], int]:
        """Take the source in; return also the bytes of memory at the peak."""
        arguments = ["-c", PEAK, "300", *self.arguments()]
        done = commanded(arguments, 310, {})
        return done, int(done.stdout.rsplit("peak ", 1)[1]) * 1024

    def tables(self) -> Tables:
        """Everything published, by name."""
        return {path.name: path.read_bytes() for path in self.published.glob("*")}

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_parquet(self.published / f"{name}.parquet")

    def accounting(self) -> dict[str, Any]:
        return json.loads((self.published / "accounting.json").read_text())

    def rejected(self) -> list[Rejected]:
        """The quarantine; a blank value is None."""
        columns = self.table("quarantine")[list(Rejected._fields)]
        clean = columns.astype(object).where(columns.notna() & (columns != ""), None)
        found = [Rejected(*row) for row in clean.itertuples(index=False)]
        return [row._replace(column=row.column or "") for row in found]


def commanded(
    arguments: list[str], seconds: int, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command of Python's."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one nested mapping over another."""
    both = {
        name: merged(old[name], value)
        if isinstance(value, Mapping) and isinstance(old.get(name), Mapping)
        else value
        for name, value in new.items()
    }
    kept = {n: merged(v, {}) if isinstance(v, Mapping) else v for n, v in old.items()}
    return kept | both
