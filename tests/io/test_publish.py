import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from patronage import io
from patronage.errors import MachineError
from patronage.tables import LEDGER, NAMES, SPANS


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "table.parquet"
    path.write_text("old")
    return path


def test_a_block_that_ends_well_replaces_the_file(old):
    with io.publish(old) as temporary:
        temporary.write_text("new")
        assert old.read_text() == "old"
    assert old.read_text() == "new"
    assert list(old.parent.iterdir()) == [old]


def test_folders_are_made_as_needed(tmp_path):
    with io.publish(tmp_path / "a" / "b" / "c") as temporary:
        temporary.write_text("new")
    assert (tmp_path / "a" / "b" / "c").read_text() == "new"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_block_that_raises_leaves_the_old_file_and_nothing_else(old, error):
    def fail():
        with io.publish(old) as temporary:
            temporary.write_text("half")
            raise error

    with pytest.raises(error):
        fail()
    assert old.read_text() == "old"
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_machine_that_refuses_leaves_the_old_file(old, monkeypatch, code, call):
    def refuse(*_):
        raise OSError(code, os.strerror(code))

    target = (os, "fsync") if call == "fsync" else (Path, "replace")
    monkeypatch.setattr(*target, refuse)

    def write():
        with io.publish(old) as temporary:
            temporary.write_text("half")

    with pytest.raises(MachineError, match=r"table\.parquet' cannot be written"):
        write()
    assert old.read_text() == "old"
    assert list(old.parent.iterdir()) == [old]


@pytest.fixture
def loose_umask():
    earlier = os.umask(0)
    yield
    os.umask(earlier)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("loose_umask")
def test_only_the_owner_reads_what_is_published(tmp_path):
    path = io.write_text(tmp_path / "note.txt", "private")
    path.chmod(0o644)
    io.write_text(path, "still private")
    io.write_json(tmp_path / "facts.json", {})
    io.write_csv(tmp_path / "table.csv", pa.table({"id": ["a"]}))
    assert {mode(each) for each in tmp_path.iterdir()} == {0o600}


@pytest.mark.usefixtures("loose_umask")
def test_nor_does_anybody_else_read_a_folder_s_tables(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    names = {"scheme": "a", "segment": 0, "segment_id": "S01"}
    frame = pd.DataFrame([names | {"name_en": "a", "name_zh": "a"}])
    with io.publish_folder(folder, NAMES.place) as new:
        io.write(NAMES, frame, new, scheme="a")
    assert mode(folder.path(NAMES, "a")) == 0o600


def test_a_folder_that_is_not_on_disk_is_an_error_and_never_tried_again(
    tmp_path, monkeypatch
):
    asked = []

    def refuse(handle):
        asked.append(handle)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def write():
        with io.publish_folder(io.Folder(tmp_path, "shop"), "interim") as new:
            new.path(LEDGER).parent.mkdir(parents=True)
            new.path(LEDGER).write_text("new")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(MachineError, match="cannot be written: Input/output error"):
        write()
    assert len(asked) == 1
    assert [path.name for path in (tmp_path / "interim").iterdir()] == ["shop"]


def test_a_killed_process_leaves_the_old_file(old):
    script = (
        "import os, signal, sys; from pathlib import Path; from patronage import io\n"
        "with io.publish(Path(sys.argv[1])) as temporary:\n"
        "    temporary.write_text('half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(old)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert old.read_text() == "old"


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    with io.publish_folder(folder, "interim") as new:
        for schema in (LEDGER, SPANS):
            new.path(schema).parent.mkdir(parents=True, exist_ok=True)
            new.path(schema).write_text("first")
        assert not folder.path(LEDGER).exists()
    with io.publish_folder(folder, "interim") as new:
        new.path(LEDGER).parent.mkdir(parents=True)
        new.path(LEDGER).write_text("second")
    assert folder.path(LEDGER).read_text() == "second"
    assert not folder.path(SPANS).exists()
    assert [path.name for path in (tmp_path / "interim").iterdir()] == ["shop"]


def test_a_folder_whose_making_fails_stays_as_it_was(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    folder.path(LEDGER).parent.mkdir(parents=True)
    folder.path(LEDGER).write_text("old")

    def fail():
        with io.publish_folder(folder, "interim") as new:
            new.path(LEDGER).parent.mkdir(parents=True)
            new.path(LEDGER).write_text("half")
            raise KeyError("shop")

    with pytest.raises(KeyError, match="shop"):
        fail()
    assert folder.path(LEDGER).read_text() == "old"
    assert [path.name for path in (tmp_path / "interim").iterdir()] == ["shop"]


def test_what_a_killed_process_left_is_cleared_by_the_next(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    left = tmp_path / "interim" / ".shop.staging" / "interim" / "shop"
    left.mkdir(parents=True)
    (left / "spans.parquet").write_text("left over")
    with io.publish_folder(folder, "interim") as new:
        new.path(LEDGER).parent.mkdir(parents=True)
        new.path(LEDGER).write_text("new")
    names = [path.name for path in folder.path(LEDGER).parent.iterdir()]
    assert names == ["ledger.parquet"]


def test_old_files_that_a_killed_process_had_moved_away_are_put_back(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    staging = tmp_path / "interim" / ".shop.staging"
    (staging / "old").mkdir(parents=True)
    (staging / "old" / "a.txt").write_text("old")

    def fail():
        with io.publish_folder(folder, "interim"):
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert folder.file("interim", "a.txt").read_text() == "old"
    assert not staging.exists()
