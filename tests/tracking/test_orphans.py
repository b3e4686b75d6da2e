import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from faults.corpus import fault

from patronage import io, tracking
from patronage.tracking.client import connect
from patronage.tracking.orphans import ENDED, OPEN
from patronage.tracking.run import running

NAME = "0123456789abcdef"
OPENED = """
import sys
from pathlib import Path
from patronage import tracking
from patronage.tracking.run import running
runs, experiment = sys.argv[1:]
store = tracking.local_store(Path(runs), experiment=experiment)
with running(store, "left", {"job": "j"}) as run:
    print(run.run_id, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(store):
    """A process that has a run open, and its run."""
    runs = [str(store.signs.parent), store.experiment]
    with subprocess.Popen(
        [sys.executable, "-c", OPENED, *runs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process, process.stdout.readline().strip()
        process.kill()


@fault(101)
def test_the_next_start_marks_the_run_of_a_killed_process(store, client, other):
    process, run_id = other
    tracking.prepare(store)
    assert client.get_run(run_id).info.status == "RUNNING"
    sign = store.signs / client.get_run(run_id).data.tags[OPEN]
    process.send_signal(signal.SIGKILL)
    process.wait()
    tracking.prepare(store)
    run = client.get_run(run_id)
    assert run.info.status == "KILLED"
    assert f"process {process.pid} on " in run.data.tags[ENDED]
    assert not sign.exists()


def test_a_run_that_this_process_has_open_is_left_alone(store):
    with running(store, "open", {}) as run:
        tracking.prepare(store)
        assert run.client.get_run(run.run_id).info.status == "RUNNING"


@pytest.mark.parametrize("tag", [NAME, "nonsense", "../mlflow.db.lock"])
def test_a_run_of_which_there_is_no_sign_here_is_left_alone(store, client, tag):
    run = client.create_run(tracking.prepare(store), tags={OPEN: tag})
    tracking.prepare(store)
    assert client.get_run(run.info.run_id).info.status == "RUNNING"


def test_a_sign_that_cannot_be_opened_stops_nobody(store, client):
    run = client.create_run(tracking.prepare(store), tags={OPEN: NAME})
    (store.signs / NAME).mkdir(parents=True)
    tracking.prepare(store)
    assert client.get_run(run.info.run_id).info.status == "RUNNING"
    (store.signs / NAME).rmdir()


def test_a_run_that_ends_at_this_moment_stays_finished(store, client, monkeypatch):
    run = client.create_run(tracking.prepare(store), tags={OPEN: NAME})
    with io.lock(store.signs / NAME):
        pass
    seen = client.search_runs([run.info.experiment_id])
    client.set_terminated(run.info.run_id, status="FINISHED")
    monkeypatch.setattr(type(client), "search_runs", lambda *_: seen)
    tracking.prepare(store)
    assert client.get_run(run.info.run_id).info.status == "FINISHED"
    assert not (store.signs / NAME).exists()


def test_without_a_folder_a_run_has_no_sign(store):
    bare = replace(store, outbox=None)
    with running(bare, "bare", {}) as run:
        assert OPEN not in connect(bare.uri).get_run(run.run_id).data.tags
        tracking.prepare(bare)
