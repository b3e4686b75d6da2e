import subprocess
import sys
import threading

import pytest

from patronage import io

READS = """
import sys
from pathlib import Path
from patronage import io
with io.reading(io.Folder(Path(sys.argv[1]), "shop")):
    print("reading", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path):
    made = io.Folder(tmp_path, "shop")
    place = tmp_path / "interim" / "shop"
    place.mkdir(parents=True)
    (place / "ledger").write_text("old")
    return made


def publish(folder):
    with io.publish_folder(folder, "interim") as new:
        place = new.data / "interim" / "shop"
        place.mkdir(parents=True)
        (place / "ledger").write_text("new")


def ledger(folder):
    return folder.file("interim", "ledger").read_text()


def test_an_ingest_waits_with_its_tables_while_somebody_reads(folder):
    reader = subprocess.Popen(
        [sys.executable, "-c", READS, str(folder.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout.readline() == "reading\n"
    writer = threading.Thread(target=publish, args=(folder,))
    writer.start()
    writer.join(0.3)
    assert writer.is_alive()
    assert ledger(folder) == "old"
    reader.communicate("")
    writer.join(10)
    assert ledger(folder) == "new"


def test_any_number_of_readers_read_at_once(folder):
    with io.reading(folder), io.reading(folder):
        assert ledger(folder) == "old"


def test_who_is_killed_reads_no_more(folder):
    reader = subprocess.Popen(
        [sys.executable, "-c", READS, str(folder.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout.readline() == "reading\n"
    reader.kill()
    reader.wait()
    publish(folder)
    assert ledger(folder) == "new"
