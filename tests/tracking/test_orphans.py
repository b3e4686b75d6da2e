import subprocess

import pytest
from faults.corpus import fault

from patronage import tracking
from patronage.tracking.orphans import ENDED, PROCESS, process_tag


def left_running(client, experiment, owner):
    run = client.create_run(experiment, tags={PROCESS: owner, "job": "j"})
    return run.info.run_id


@pytest.fixture
def dead_process():
    process = subprocess.Popen(["true"])
    process.wait()
    host = process_tag().rpartition(":")[0]
    return f"{host}:{process.pid}"


@fault(101)
def test_the_next_start_marks_the_run_of_a_killed_process(store, client, dead_process):
    run_id = left_running(client, tracking.prepare(store), dead_process)
    tracking.prepare(store)
    run = client.get_run(run_id)
    assert run.info.status == "KILLED"
    assert run.data.tags[ENDED] == f"its process {dead_process} was killed"


@pytest.mark.parametrize(
    "owner", [process_tag(), "elsewhere:1", "nonsense"], ids=["own", "elsewhere", "odd"]
)
def test_a_run_that_may_still_live_is_left_alone(store, client, owner):
    run_id = left_running(client, tracking.prepare(store), owner)
    tracking.prepare(store)
    assert client.get_run(run_id).info.status == "RUNNING"
