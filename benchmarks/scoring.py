"""Scoring ten million made customers: rows per second, and memory that stays flat.

`python -m benchmarks.scoring customers=1e7` scores a tenth of the customers and all of
them by k-means of twelve features, each in a process of its own with one thread: CPU
seconds of scoring, and of all with making the customers up and writing the table; peak
megabytes; SHA-256 of the table. With `spark=true` Spark scores the tenth as well, by
`mapInPandas`, and the table must be the same to the byte.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from benchmarks.features_process import ALONE
from benchmarks.scoring_work import Task

FLAT = 1.15  # of ten times the customers, the peak over that of one
HEADS = ("score s", "all s", "MB before", "MB")


def measured(module: str, customers: int) -> dict[str, Any]:
    """Do the work in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="patronage-bench-") as folder:
        task = Task(customers=customers, folder=folder)
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{module}", *task.arguments],
            env=os.environ | ALONE,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])


def main(settings: dict[str, str]) -> None:
    """Measure, print, and fail where memory grows or Spark differs."""
    customers = int(float(settings.get("customers", "1e7")))
    sizes = (customers // 10, customers)
    print(f"{'customers':>12}" + "".join(f"{h:>11}" for h in HEADS) + "     rows/s")
    found = [measured("scoring_work", size) for size in sizes]
    for size, one in zip(sizes, found, strict=True):
        cells = "".join(f"{one[head]:>11,.1f}" for head in HEADS)
        print(
            f"{size:>12,}{cells}{size / one['score s']:>11,.0f}  {one['sha256'][:16]}"
        )
    growth = found[1]["MB"] / found[0]["MB"]
    print(f"peak memory of all over that of a tenth: {growth:.2f}")
    if growth > FLAT:
        raise SystemExit(f"memory should stay flat; it grows by {growth:.2f}")
    if settings.get("spark") == "true":
        spark = measured("scoring_spark", sizes[0])
        same = spark["sha256"] == found[0]["sha256"]
        print(f"Spark gives {'the same bytes' if same else 'OTHER BYTES'}")
        if not same:
            raise SystemExit("Spark should give the same bytes")


if __name__ == "__main__":
    main(dict(argument.split("=", 1) for argument in sys.argv[1:]))
