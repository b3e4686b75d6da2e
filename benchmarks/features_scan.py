"""DuckDB reads and sums the nine columns of the unsorted file, and does no more."""

import duckdb

from benchmarks.features_work import Task, timed

SUMS = """
SELECT sum(customer_id), sum(order_id), sum(epoch(ordered_at)), sum(quantity),
    sum(amount), sum(discount), sum(length(category)), sum(length(brand)),
    sum(length(store))
FROM read_parquet('{path}')
"""


def scan(task: Task) -> None:
    """Sum with one thread."""
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(SUMS.format(path=task.rows)).fetchall()


if __name__ == "__main__":
    timed(scan)
