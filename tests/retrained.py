"""A shop that was retrained month by month, once for all tests."""

import json
from pathlib import Path

from commands import common, run_once

MONTHS = ["1997-07-31", "1997-08-31", "1997-09-30"]
QUICK = [
    "source=cdnow",
    "horizon_days=30",
    "n_bootstraps=2",
    "n_nulls=2",
    "compare.resamples=20",
    "gate.resamples=20",
    "selection=fixed",
    "selection.n_clusters=3",
]
MONTHLY = [*QUICK, "as_of=monthly:1997-07..1997-09"]


def monthly(factory, worker_id):
    """The job, and what it left."""
    folder = common(factory, worker_id) / "monthly"
    return run_once(folder, *MONTHLY, stage="retrain")


def last_line(output: str) -> dict[str, object]:
    """What a scheduler reads."""
    return json.loads(output.strip().splitlines()[-1])


def events(data: Path, scheme: str = "kmeans") -> list[dict[str, object]]:
    """The history of a scheme of the shop."""
    folder = data / "published" / "cdnow" / scheme / "history"
    return [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
