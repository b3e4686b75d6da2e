"""Faults of files and sets of files (FAULTS 2.2 A, 19 to 23)."""

import os
import socket
import subprocess
import sys
import threading
import time

import pytest
from commands import ROOT
from faults.corpus import PLAIN, Case, Rejected, fault, many, sales, text
from faults.harness import assert_refused, check
from faults.shop import Shop

CSV = text().encode()
SET = {"path": "sales/*.csv"}
HALVES = {
    "sales/a.csv": text(PLAIN[:2]).encode(),
    "sales/b.csv": text(PLAIN[2:]).encode(),
}
LONGEST = "x" * 251 + ".csv"
NAMES = ("new\nline.csv", "quo'te\".csv", "🍵.csv", "a;b c,$d.csv", LONGEST)


def fifo(folder):
    os.mkfifo(folder / "sales.csv")


def listening(folder):
    os.chdir(folder)
    try:
        socket.socket(socket.AF_UNIX).bind("sales.csv")
    finally:
        os.chdir(ROOT)


def loop(folder):
    (folder / "sales.csv").symlink_to("again.csv")
    (folder / "again.csv").symlink_to("sales.csv")


def way_out(folder):
    (folder.parent / "secret.csv").write_bytes(CSV)
    (folder / "sales").mkdir()
    (folder / "sales/a.csv").write_bytes(CSV)
    (folder / "sales/b.csv").symlink_to("../../secret.csv")


def special(name, make, code, **more):
    return Case(ids=(20,), name=name, make=make, code=code, seconds=20, **more)


CASES = (
    special("a-folder", lambda folder: (folder / "sales.csv").mkdir(), 3),
    special("a-fifo", fifo, 8, says=("sales", "regular file")),
    special("a-socket", listening, 8, says=("sales", "regular file")),
    special(
        "a-device",
        lambda folder: (folder / "sales.csv").symlink_to("/dev/zero"),
        8,
        says=("sales", "regular file"),
    ),
    special("links-in-a-circle", loop, 3, says=("sales",)),
    special("a-link-out-of-a-set", way_out, 8, file=SET, says=("b.csv",)),
    special("nothing-at-all", lambda folder: None, 3, says=("sales.csv",)),
    special("nothing-in-a-set", lambda folder: None, 3, file=SET, says=("sales/*",)),
    Case(
        ids=(21,),
        name="uploads-that-are-not-done",
        files=HALVES | {"sales/c.csv.part": CSV, "sales/.d.csv": CSV},
        file={"path": "sales/*"},
        plain=True,
        says=("not finished", "c.csv.part", ".d.csv"),
        facts={"rows_read": 6},
    ),
    Case(
        ids=(22,),
        name="the-same-file-under-two-names",
        files=HALVES | {"sales/c.csv": HALVES["sales/a.csv"]},
        file=SET,
        plain=True,
        says=("c.csv",),
        facts={"already_ingested": ["sales/c.csv"]},
    ),
    Case(
        ids=(23,),
        name="file-names-of-all-kinds",
        files={
            f"sales/{name}": sales({"order": f"o{i}"}, {"n": f"n{i}"})
            for i, name in enumerate(NAMES)
        },
        file=SET,
        holds={"order_id": [f"o{i}" for i in range(len(NAMES))]},
        rejected=[
            Rejected(3, "quantity", "quantity_format", f"n{i}", f"sales/{shown}")
            for i, shown in enumerate([r"new\nline.csv", *NAMES[1:]])
        ],
    ),
    Case(
        ids=(23,),
        name="a-name-that-leads-elsewhere",
        files={"sales/a.csv": CSV},
        file={"path": "sales/../../conf/../in/sales/*.csv"},
        plain=True,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_file_of_another_kind_ends_as_promised(case, tmp_path, plain):
    check(case, tmp_path, plain)


@fault(23)
def test_thousands_of_tiny_files_are_one_source(tmp_path):
    rows = many(2000)
    shop = Shop(tmp_path)
    files = {f"sales/{i}.csv": text([row]).encode() for i, row in enumerate(rows)}
    shop.declare(Case(ids=(), name="tiny", files=files, file=SET))
    done = shop.run()
    assert done.returncode == 0, done.stderr
    assert len(shop.table("ledger")) == 2000
    whole = Shop(tmp_path / "whole")
    whole.declare(Case(ids=(), name="whole", files={"sales.csv": text(rows).encode()}))
    assert whole.run().returncode == 0
    assert shop.tables()["ledger.parquet"] == whole.tables()["ledger.parquet"]


def started(shop):
    return subprocess.Popen(
        [sys.executable, *shop.arguments()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def assert_unread(shop, process):
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 3, errors
    done = subprocess.CompletedProcess([], 3, "", errors)
    assert_refused(done, ("sales",))
    assert not shop.published.exists()


@fault(19)
def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path):
    shop = Shop(tmp_path)
    shop.declare(
        Case(ids=(), name="grows", files={"sales.csv": text(many(1000)).encode()})
    )
    over = threading.Event()

    def append():
        with (shop.inputs / "sales.csv").open("a", buffering=1) as file:
            while not over.wait(0.001):
                file.write(",".join(many(1)[0]) + "\n")

    thread = threading.Thread(target=append)
    thread.start()
    try:
        assert_unread(shop, started(shop))
    finally:
        over.set()
        thread.join()


@fault(19)
def test_a_file_that_vanishes_while_it_is_read_is_refused(tmp_path):
    shop = Shop(tmp_path)
    path = shop.inputs / "sales.csv"
    shop.declare(
        Case(ids=(), name="gone", files={"sales.csv": text(many(200_000)).encode()})
    )
    process = started(shop)
    while process.poll() is None and not list(tmp_path.glob("data/interim/.*")):
        time.sleep(0.005)
    path.unlink()
    assert_unread(shop, process)
