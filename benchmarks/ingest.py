"""Ingest as a whole process, beside plain DuckDB that reads and sorts the same rows.

`python -m benchmarks.ingest rows=1e7` makes order lines as CSV (text ids, amounts as
`123.45`), takes them in with the full contract, and has DuckDB alone read them with
all types declared, sort them and write Parquet: rows per second, CPU seconds, peak
memory, peak disk, and ratios of medians in this run. `format=parquet` makes typed rows
with INTEGER customers (text in the ledger), and `runs=3` measures several times.
"""

import shutil
import statistics
import sys
import tempfile
import threading
from pathlib import Path

import duckdb

from benchmarks.main_job import measure

CUSTOMER = "CAST(hash(i) % ({rows} // 20) AS INTEGER)"
ORDER = "i // 3"
TIME = "TIMESTAMP '2022-01-01' + to_seconds(CAST(hash(i + 7) % 63000000 AS BIGINT))"
PRODUCT = "CAST(hash(i + 3) % 2000 AS INTEGER)"
QUANTITY = "CAST(1 + hash(i + 5) % 9 AS INTEGER)"
AMOUNT = "CAST((hash(i + 11) % 50000) / 100 AS DECIMAL(10, 2))"
TEXT = {
    "customer_id": f"lpad(CAST({CUSTOMER} AS VARCHAR), 7, '0')",
    "order_id": f"'o' || {ORDER}",
    "ordered_at": f"strftime({TIME}, '%Y-%m-%d %H:%M:%S')",
    "product_id": f"'p' || {PRODUCT}",
    "quantity": QUANTITY,
    "amount": AMOUNT,
}
TYPED = {
    "customer_id": CUSTOMER,
    "order_id": ORDER,
    "ordered_at": TIME,
    "product_id": PRODUCT,
    "quantity": QUANTITY,
    "amount": AMOUNT,
}
TYPES = {
    "customer_id": "VARCHAR",
    "order_id": "VARCHAR",
    "ordered_at": "TIMESTAMP",
    "product_id": "VARCHAR",
    "quantity": "BIGINT",
    "amount": "DECIMAL(18, 2)",
}
READ = {
    "csv": "read_csv('{path}', auto_detect = false, header = true, "
    f"columns = {TYPES}, timestampformat = '%Y-%m-%d %H:%M:%S')",
    "parquet": "read_parquet('{path}')",
}
ALONE = ("n_jobs=2", "tracking.enabled=false")
PLAIN = """
import duckdb, os
connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute("SET memory_limit = '2500MB'")
connection.execute("SET temp_directory = 'spill'")
query = "SELECT * FROM {relation} ORDER BY customer_id, ordered_at, order_id"
connection.execute(f"COPY ({{query}}) TO 'sorted.parquet' (COMPRESSION zstd)")
"""


def generate(path: Path, rows: int, form: str) -> None:
    """Write order lines of `rows // 20` customers in two years, as a stream."""
    columns = TEXT if form == "csv" else TYPED
    selected = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    query = f"SELECT {selected} FROM range({rows}) AS t(i)".replace("{rows}", str(rows))
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '1GB'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT {form})")


def commands(path: Path, folder: Path, form: str) -> dict[str, list[str]]:
    """The processes to compare, by name."""
    columns = [f"source.columns.{name}={name}" for name in TYPES]
    times = "'%Y-%m-%d %H:%M:%S'" if form == "csv" else "null"
    source = [
        "source=csv",
        f"source.path={path}",
        f"source.format={form}",
        f"source.time_format={times}",
        "source.time_zone=UTC",
        "source.currency=EUR",
        *columns,
    ]
    places = [f"paths.data={folder}/data", f"paths.runs={folder}/runs"]
    plain = PLAIN.format(relation=READ[form].replace("{path}", str(path)))
    return {
        "read and sort": [sys.executable, "-c", plain],
        "ingest": [sys.executable, "-m", "pipelines.ingest", *source, *places, *ALONE],
    }


def megabytes(folder: Path) -> float:
    """What all files of a folder take on the disk."""
    blocks = 0
    for path in folder.rglob("*"):
        try:
            blocks += path.stat().st_blocks
        except FileNotFoundError:
            continue
    return blocks / 2048


def measure_with_disk(command: list[str], folder: Path) -> tuple[float, ...]:
    """Wall and CPU seconds, peak megabytes of memory, and of disk beside the input."""
    before, peak, done = megabytes(folder), [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(1):
            peak[0] = max(peak[0], megabytes(folder) - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        return (*measure(command, folder), peak[0])
    finally:
        done.set()
        watcher.join()


def measured(
    rows: int, form: str, runs: int, folder: Path
) -> dict[str, list[tuple[float, ...]]]:
    """Generate the rows, and run each process in turn, `runs` times."""
    path = folder / f"rows.{form}"
    generate(path, rows, form)
    print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB of {form}", flush=True)
    found: dict[str, list[tuple[float, ...]]] = {}
    for _ in range(runs):
        for name, command in commands(path, folder, form).items():
            found.setdefault(name, []).append(measure_with_disk(command, folder))
            shutil.rmtree(folder / "data", ignore_errors=True)
            (folder / "sorted.parquet").unlink(missing_ok=True)
    return found


def main() -> None:
    """Measure both, print medians and ratios."""
    given = dict(argument.split("=", 1) for argument in sys.argv[1:])
    rows, form = int(float(given.get("rows", "1e7"))), given.get("format", "csv")
    with tempfile.TemporaryDirectory(prefix="patronage-bench-") as folder:
        found = measured(rows, form, int(given.get("runs", "1")), Path(folder))
    medians = {
        name: [statistics.median(column) for column in zip(*runs, strict=True)]
        for name, runs in found.items()
    }
    heads = "".join(f"{head:>10}" for head in ("wall s", "CPU s", "MB", "disk MB"))
    print(f"{'':<16}{heads}{'rows/s':>12}   ratios")
    base = medians["read and sort"]
    for name, values in medians.items():
        cells = "".join(f"{value:>10,.1f}" for value in values)
        ratios = " ".join(
            f"{v / max(b, 1):.2f}" for v, b in zip(values, base, strict=True)
        )
        print(f"{name:<16}{cells}{rows / values[0]:>12,.0f}   {ratios}")


if __name__ == "__main__":
    main()
