"""The same sales give the same ledger, whatever they are kept in."""

import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from commands import command, places
from postgres import running_server

HEADER = ("customer", "receipt", "sold_at", "product", "pieces", "paid")
SALES = [
    ("00123", "r1", "2024-01-02 09:15:00", "tea", 2, "9.50"),
    ("123", "r2", "2024-01-29 23:45:10", "milk", 1, "4.00"),
    ("NA", "r3", "2024-02-29 00:00:00", "茶", 3, "25.05"),
    (None, "r4", "2024-02-29 18:00:00", "tea", 1, "1.10"),
    ("9007199254740993", "r5", "2024-03-31 12:00:00", "tea", 1, "0.07"),
    ("9007199254740992", "r5", "2024-03-31 12:00:00", "tea", 1, "0.07"),
]
TYPED = (
    "CREATE TABLE sales (customer TEXT, receipt TEXT, sold_at TIMESTAMP, "
    "product TEXT, pieces INTEGER, paid DECIMAL(9, 2))"
)
YAML = """
_target_: patronage.ingest.Source
name: shop
currency: EUR
time_zone: Europe/Berlin
business_time_zone: Europe/Berlin
quarantine_limit: 1
missing_customer_limit: 1
files:
  sales: {file}
ledger:
  file: sales
  time_format: "%Y-%m-%d %H:%M:%S"
  columns:
    customer_id: customer
    order_id: receipt
    ordered_at: sold_at
    product_id: product
    quantity: pieces
    amount: paid
"""


@pytest.fixture(scope="module")
def server():
    with running_server() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("databases")


@pytest.fixture(scope="module")
def ingest(folder):
    """A function that takes in a declared file, and returns the folder of tables."""
    conf = folder / "conf" / "source"
    conf.mkdir(parents=True)

    def run(**file) -> Path:
        data = folder / file["format"]
        (conf / "shop.yaml").write_text(YAML.format(file=json.dumps(file)))
        search = f"hydra.searchpath=[file://{conf.parent}]"
        done = command(
            "ingest", *places(data), search, "source=shop", "tracking.enabled=false"
        )
        assert done.returncode == 0, done.stderr
        return data / "data" / "interim" / "shop"

    return run


@pytest.fixture(scope="module")
def plain(ingest, folder):
    """The tables of the sales as a CSV."""
    path = folder / "sales.csv"
    pd.DataFrame(SALES, columns=HEADER).to_csv(path, index=False)
    return ingest(path=str(path), format="csv")


def typed(sale):
    customer, receipt, sold_at, product, pieces, paid = sale
    moment = dt.datetime.fromisoformat(sold_at)
    return customer, receipt, moment, product, pieces, float(paid)


def literals(sale):
    return ", ".join("NULL" if value is None else f"'{value}'" for value in sale)


def check_same(tables, plain):
    ledger = "ledger.parquet"
    assert len(pd.read_parquet(plain / ledger)) == 5
    assert (tables / ledger).read_bytes() == (plain / ledger).read_bytes()
    columns = ["column", "reason", "value"]
    rejected = [
        pd.read_parquet(each / "quarantine.parquet")[columns]
        for each in (plain, tables)
    ]
    pd.testing.assert_frame_equal(*rejected)


def test_a_workbook_gives_the_ledger_of_the_csv(ingest, plain, tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADER, *map(typed, SALES)):
        book.active.append(row)
    book.save(tmp_path / "sales.xlsx")
    check_same(ingest(path=str(tmp_path / "sales.xlsx"), format="excel"), plain)


def test_a_sqlite_file_gives_the_ledger_of_the_csv(ingest, plain, tmp_path):
    path = tmp_path / "sales.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"CREATE TABLE sales ({', '.join(HEADER)})")
        connection.executemany("INSERT INTO sales VALUES (?, ?, ?, ?, ?, ?)", SALES)
    check_same(ingest(path=str(path), format="sqlite", table="sales"), plain)


def test_a_duckdb_file_gives_the_ledger_of_the_csv(ingest, plain, tmp_path):
    path = tmp_path / "sales.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(TYPED)
        for sale in SALES:
            connection.execute(f"INSERT INTO sales VALUES ({literals(sale)})")
    check_same(ingest(path=str(path), format="duckdb", table="sales"), plain)


def test_a_postgres_server_gives_the_ledger_of_the_csv(ingest, plain, server):
    inserts = [f"INSERT INTO sales VALUES ({literals(sale)})" for sale in SALES]
    server.run("DROP TABLE IF EXISTS sales", TYPED, *inserts)
    declared = {"format": "postgres", "table": "public.sales"}
    check_same(ingest(path=server.address(), **declared), plain)
