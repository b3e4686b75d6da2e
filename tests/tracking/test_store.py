import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from faults.corpus import fault
from mlflow.exceptions import MlflowException
from mlflow.protos.databricks_pb2 import RESOURCE_ALREADY_EXISTS

from patronage import tracking
from patronage.errors import TrackingError
from patronage.tracking import store as module

STARTS = """
import sys
from pathlib import Path
from patronage import tracking
from patronage.loggable import Metric
store = tracking.local_store(Path(sys.argv[1]), strict=True)
tracking.log([Metric("size/k", 4)], store, name=sys.argv[2], tags={"job": "race"})
"""


def database(store):
    return Path(store.uri.removeprefix("sqlite:///"))


def test_the_default_store_is_one_file_and_one_folder(tmp_path):
    assert tracking.local_store(tmp_path) == tracking.Store(
        uri=f"sqlite:///{tmp_path}/mlflow.db",
        artifacts=f"{tmp_path}/artifacts",
        outbox=tmp_path / "outbox",
    )


@pytest.mark.parametrize("uri", ["./mlruns", "/data/mlruns", "file:///data/mlruns"])
def test_a_file_store_is_refused(store, uri):
    with pytest.raises(TrackingError, match="not a file store"):
        tracking.prepare(replace(store, uri=uri))


@pytest.mark.parametrize(
    "uri", ["sqlite:///mlflow.db", "sqlite://", "sqlite:///:memory:"]
)
def test_a_relative_path_is_refused(store, uri):
    with pytest.raises(TrackingError, match=r"tracking\.uri should hold an absolute"):
        tracking.prepare(replace(store, uri=uri))


def test_a_relative_folder_of_artifacts_is_refused(store):
    with pytest.raises(TrackingError, match=r"tracking\.artifacts should be"):
        tracking.prepare(replace(store, artifacts="artifacts"))


def test_preparing_again_finds_the_same_experiment(store):
    assert tracking.prepare(store) == tracking.prepare(store)


def test_only_the_owner_may_read_the_store(shop_store):
    assert stat.S_IMODE(database(shop_store).stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(shop_store.artifacts).stat().st_mode) == 0o700


@fault(100)
@pytest.mark.parametrize("n", [4, pytest.param(16, marks=pytest.mark.load)])
def test_processes_that_start_at_once_on_an_empty_folder_all_log_their_run(tmp_path, n):
    folder = tmp_path / "a b" / "客户"
    started = [
        subprocess.Popen([sys.executable, "-c", STARTS, str(folder), f"run{i}"])
        for i in range(n)
    ]
    assert [process.wait() for process in started] == [0] * n
    found = tracking.runs(tracking.local_store(folder), job="race")
    assert set(found["name"]) == {f"run{i}" for i in range(n)}
    assert len(found) == n
    assert set(found["status"]) == {"FINISHED"}


def test_what_a_killed_start_left_is_made_anew(tmp_path):
    (tmp_path / "mlflow.db.new").write_bytes(b"half a dat")
    tracking.prepare(tracking.local_store(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "artifacts",
        "mlflow.db",
        "mlflow.db.lock",
    ]


@fault(100)
def test_a_broken_file_is_named_with_its_repair(tmp_path):
    broken = tmp_path / "mlflow.db"
    broken.write_bytes(b"not a database at all" * 100)
    with pytest.raises(TrackingError, match="file is not a database") as caught:
        tracking.prepare(tracking.local_store(tmp_path))
    assert f"'mv {broken} {broken}.broken'" in str(caught.value)
    assert caught.value.exit_code == 7


def test_an_older_schema_is_named_with_the_command_that_keeps_its_runs(
    shop_store, tmp_path
):
    old = tracking.local_store(tmp_path)
    with sqlite3.connect(database(shop_store)) as source:
        source.backup(sqlite3.connect(database(old)))
    with sqlite3.connect(database(old)) as copy:
        copy.execute("UPDATE alembic_version SET version_num = '451aebb31d03'")
    with pytest.raises(TrackingError, match=f"'mlflow db upgrade {old.uri}'"):
        tracking.prepare(old)


def test_a_locked_store_is_not_called_broken(store, monkeypatch):
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.1)
    with sqlite3.connect(database(store), isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(TrackingError, match=r"database is locked\.$"):
            tracking.prepare(store)


def test_an_experiment_that_another_process_makes_first_is_taken(store, monkeypatch):
    found = iter([None, SimpleNamespace(experiment_id="7")])

    def refuse(name):
        raise MlflowException("it is there", RESOURCE_ALREADY_EXISTS)

    raced = SimpleNamespace(
        get_experiment_by_name=lambda name: next(found), create_experiment=refuse
    )
    monkeypatch.setattr(module, "connect", lambda uri: raced)
    assert tracking.prepare(replace(store, uri="http://127.0.0.1:9")) == "7"
