"""Order lines as Parquet, in no order: what a till or a shop's database would give.

`python -m benchmarks.order_lines rows=1e7 path=lines.parquet` writes 9 columns. Whole
orders of three lines share customer, time and store; there are `rows // 20` customers
in two years, 200 categories, two brands and 100 stores.
"""

import sys
from pathlib import Path

import duckdb

ORDER = "i // 3"
COLUMNS = {
    "customer_id": f"CAST(hash({ORDER}) % ({{rows}} // 20) AS INTEGER)",
    "order_id": ORDER,
    "ordered_at": "TIMESTAMP '2022-01-01' "
    f"+ to_seconds(CAST(hash({ORDER} + 7) % 63000000 AS BIGINT))",
    "quantity": "CAST(1 + hash(i + 5) % 9 AS INTEGER)",
    "amount": "CAST((hash(i + 11) % 50000) / 100 AS DECIMAL(10, 2))",
    "discount": "CAST(CASE WHEN hash(i + 13) % 4 = 0 "
    "THEN (hash(i + 17) % 1000) / 100 ELSE 0 END AS DECIMAL(10, 2))",
    "category": "'category ' || CAST(hash(i + 3) % 200 AS INTEGER)",
    "brand": "CASE WHEN hash(i + 19) % 3 = 0 THEN 'Private' ELSE 'National' END",
    "store": f"'store ' || CAST(hash({ORDER} + 23) % 100 AS INTEGER)",
}


def generate(path: Path, rows: int) -> None:
    """Write the rows as a stream."""
    selected = ", ".join(f"{sql} AS {name}" for name, sql in COLUMNS.items())
    query = f"SELECT {selected} FROM range({rows}) AS t(i)".replace("{rows}", str(rows))
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '2GB'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


def ingest(path: Path, folder: Path) -> list[str]:
    """The command that takes the rows in, with the full contract."""
    return [
        *(sys.executable, "-m", "pipelines.ingest", "source=csv"),
        f"source.path={path}",
        "source.format=parquet",
        "source.time_zone=UTC",
        "source.currency=EUR",
        *(f"source.columns.{name}={name}" for name in COLUMNS),
        f"paths.data={folder}/data",
        f"paths.runs={folder}/runs",
        "tracking.enabled=false",
    ]


if __name__ == "__main__":
    given = dict(argument.split("=", 1) for argument in sys.argv[1:])
    generate(Path(given["path"]), int(float(given["rows"])))
