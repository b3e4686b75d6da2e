"""Every raw column of the three families, beside other ways to make the same columns.

`python -m benchmarks.features rows=1e7 runs=3` makes order lines in no order, takes
them in, and runs in turn, each in a process of its own with one thread:

- scan: DuckDB reads and sums the nine columns of the unsorted file;
- raw: the families describe the customers of the ledger, batch after batch;
- written: they do, and the columns go to Parquet, as those of sql and pandas do;
- sql: one DuckDB query over the unsorted file;
- pandas: vectorised pandas over the unsorted file.

First, on fewer rows, all columns must be equal. The table has medians: CPU and wall
seconds of the work (without imports), CPU seconds and peak megabytes of the process,
and ratios of the work's CPU seconds.

Other questions, of the families alone:

- `lengths=1e6,1e7,1e8`: how CPU seconds and memory grow with the rows;
- `rows=1e7 jobs=1,2`: what a second worker saves, and memory summed over processes;
- `rows=1e7 panel=12`: what a panel of monthly snapshots costs beside one.

`folder=PATH` keeps the rows and their ledger for the next time.
"""

import math
import statistics
import subprocess
import sys
import tempfile
from dataclasses import astuple, replace
from pathlib import Path

from benchmarks.features_process import Used, measure
from benchmarks.features_work import Task
from benchmarks.order_lines import generate, ingest

WAYS = ("scan", "raw", "sql", "pandas")
HEADS = ("CPU s", "wall s", "process s", "MB")
CHECKED_ROWS = 100_000
AS_OF = 19_722  # 2023-12-31, the last day of the rows
WINDOW = 720


def prepared(folder: Path, rows: int) -> Task:
    """Make the rows and their ledger, unless the folder has them."""
    path, ledger = folder / f"{rows}.parquet", folder / f"{rows}"
    if not ledger.exists():
        generate(path, rows)
        command = ingest(path, ledger)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    out = folder / "out.parquet"
    return Task(
        rows=str(path),
        data=str(ledger / "data"),
        out=str(out),
        as_of=AS_OF,
        window=WINDOW,
    )


def check(task: Task) -> None:
    """Print how far the three ways agree; stop where they do not."""
    outs = {way: str(Path(task.out).with_name(f"{way}.parquet")) for way in WAYS[1:]}
    for way, out in outs.items():
        measure(f"features_{way}", replace(task, out=out))
    command = [sys.executable, "-m", "benchmarks.features_agreement", *outs.values()]
    if subprocess.run(command, check=False).returncode:
        raise SystemExit("the ways do not agree")


def compared(tasks: dict[str, tuple[str, Task]], runs: int) -> dict[str, Used]:
    """Medians by name of modules and tasks that run in turn, several times."""
    found: dict[str, list[Used]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, (module, task) in tasks.items():
            found[name].append(measure(module, task))
    return {name: _median(used) for name, used in found.items()}


def compare_ways(folder: Path, rows: int, runs: int) -> None:
    """The families beside a scan, SQL and pandas."""
    check(prepared(folder, CHECKED_ROWS))
    task = prepared(folder, rows)
    tasks = {way: (f"features_{way}", task) for way in WAYS}
    tasks = {"written": tasks["raw"], **tasks, "raw": ("features_raw", unkept(task))}
    medians = compared(tasks, runs)
    _print(f"{rows:,} rows", medians)
    ours = medians["raw"].cpu
    print("raw:", ", ".join(f"{ours / u.cpu:.2f}x {w}" for w, u in medians.items()))


def unkept(task: Task) -> Task:
    """The task without a place for what it makes."""
    return replace(task, out="")


def compare_lengths(folder: Path, lengths: list[int], runs: int) -> None:
    """The families at several lengths, and the exponent of time."""
    tasks = {
        f"{rows:,} rows": ("features_raw", unkept(prepared(folder, rows)))
        for rows in lengths
    }
    medians = compared(tasks, runs)
    _print("length", medians)
    seconds = [used.cpu for used in medians.values()]
    growth = math.log(seconds[-1] / seconds[0]) / math.log(lengths[-1] / lengths[0])
    print(f"exponent of time {growth:.3f}")


def compare_jobs(folder: Path, rows: int, jobs: list[int], runs: int) -> None:
    """The families with several workers."""
    task = prepared(folder, rows)
    tasks = {
        f"{n} jobs": ("features_raw", replace(unkept(task), n_jobs=n)) for n in jobs
    }
    medians = compared(tasks, runs)
    _print(f"{rows:,} rows", medians)
    _print_last("wall", [used.wall for used in medians.values()])


def compare_panel(folder: Path, rows: int, snapshots: int, runs: int) -> None:
    """One day beside a panel of months."""
    task = prepared(folder, rows)
    tasks = {
        f"{n} snapshots": ("features_raw", replace(unkept(task), snapshots=n))
        for n in (1, snapshots)
    }
    medians = compared(tasks, runs)
    _print(f"{rows:,} rows", medians)
    _print_last("CPU", [used.cpu for used in medians.values()])


def _median(used: list[Used]) -> Used:
    columns = zip(*map(astuple, used), strict=True)
    cpu, wall, process_cpu, megabytes = map(statistics.median, columns)
    return Used(cpu=cpu, wall=wall, process_cpu=process_cpu, megabytes=megabytes)


def _print(title: str, medians: dict[str, Used]) -> None:
    print(f"{title:<18}" + "".join(f"{head:>11}" for head in HEADS))
    for name, used in medians.items():
        print(f"{name:<18}" + "".join(f"{value:>11,.2f}" for value in astuple(used)))


def _print_last(what: str, values: list[float]) -> None:
    print(f"{what}: {values[-1] / values[0]:.2f}x the first")


def main() -> None:
    """Answer the question that the command line asks."""
    given = dict(argument.split("=", 1) for argument in sys.argv[1:])
    rows, runs = int(float(given.get("rows", "1e7"))), int(given.get("runs", "3"))
    with tempfile.TemporaryDirectory(prefix="patronage-bench-") as temporary:
        folder = Path(given.get("folder", temporary)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        if "lengths" in given:
            lengths = [int(float(length)) for length in given["lengths"].split(",")]
            compare_lengths(folder, lengths, runs)
        elif "jobs" in given:
            compare_jobs(folder, rows, [int(n) for n in given["jobs"].split(",")], runs)
        elif "panel" in given:
            compare_panel(folder, rows, int(given["panel"]), runs)
        else:
            compare_ways(folder, rows, runs)


if __name__ == "__main__":
    main()
